import type { SharedRun } from '../report-context.js';
import { holmAdjust } from '../statistics/holm.js';
import { pooledTest } from '../statistics/pooled-test.js';
import { type MeansTest, welchTest } from '../statistics/welch-test.js';
import { differenceTo } from './difference-to.js';
import { type ImageTest, imageTest } from './image-test.js';
import type { SeedResults } from './seed-results.js';

const LEVEL = 0.05;
/** Seeds from which on an experiment's own scatter is trusted. */
const ENOUGH_TO_SCATTER = 3;

/** How an experiment stands to the baseline on one data set. */
export type Standing =
  | { kind: 'baseline' | 'no-baseline' | 'other-images' | 'other-profile' }
  | MeasuredStanding;

export interface MeasuredStanding {
  kind: 'measured';
  /** Test accuracy minus the baseline's, of the means over the seeds; -1..1. */
  difference: number;
  /** McNemar's test for each seed that both were trained with; empty where it is not available. */
  images: ImageTest[];
  /** The test over the seeds; null where no experiment has several, or they do not scatter. */
  seeds: MeansTest | null;
  /** Seeds of the baseline and of this. */
  n: [number, number];
  /** Of the deciding test (that over the seeds, else that on the images), after Holm's correction; null without one. */
  p: number | null;
  /** Standard error of the test images (Agresti & Caffo); it decides only where there is no test. */
  error: number;
  /** false = "no clear difference". */
  clear: boolean;
}

/**
 * How all experiments of a data set stand to the baseline. A difference is clear when neither kind of chance is likely
 * to have made it: with several seeds each, the test over the seeds must say so (after Holm's correction over the
 * experiments), and McNemar's test on the images for more than half of the seeds, in the same direction; with one seed
 * McNemar's test alone, after Holm's correction. Runs without predictions are judged by two standard errors. The test
 * over the seeds is Welch's; one or two seeds are too few to know their scatter, so that of all experiments is pooled
 * then.
 * @param baseline null when it is not shared
 * @returns in the order of `others`
 */
export function standings(baseline: SeedResults | null, others: readonly SeedResults[]): Standing[] {
  const groups = (baseline ? [baseline, ...others.filter((other) => other !== baseline)] : others)
    .filter(({ runs }) => runs.length > 1)
    .map(accuraciesOf);
  const raw = others.map((other) => compare(baseline, other, groups));
  const tested = raw.filter((one): one is MeasuredStanding => one.kind === 'measured' && one.p !== null);
  const adjusted = holmAdjust(tested.map(({ p }) => p!));
  for (const [index, one] of tested.entries()) {
    one.p = adjusted[index]!;
    one.clear = one.p < LEVEL && (one.seeds === null || imagesAgree(one));
  }
  return raw;
}

function accuraciesOf({ runs }: SeedResults): number[] {
  return runs.map(({ run }) => run.test.accuracy);
}

function compare(baseline: SeedResults | null, other: SeedResults, groups: readonly number[][]): Standing {
  if (!baseline) return { kind: 'no-baseline' };
  const [first, own] = [baseline.runs[0]!, other.runs[0]!];
  if (first.run.id === own.run.id && first.experiment.id === own.experiment.id) return { kind: 'baseline' };
  const measured = differenceTo(first.run, own.run);
  if (measured.kind !== 'measured') return measured;
  const accuracies = [accuraciesOf(other), accuraciesOf(baseline)] as const;
  const several = baseline.runs.length > 1 && other.runs.length > 1;
  const few = accuracies.some(({ length }) => length < ENOUGH_TO_SCATTER);
  const seeds = few ? pooledTest(...accuracies, groups) : welchTest(...accuracies);
  const images = testImages(baseline.runs, other.runs);
  // Seeds that do not scatter at all say nothing about what another seed would do.
  const p = seeds ? seeds.p : several ? 1 : (images[0]?.p ?? null);
  const bySeeds = seeds !== null || several;
  const difference = bySeeds ? other.sample.mean - baseline.sample.mean : measured.accuracy;
  const n: [number, number] = [baseline.runs.length, other.runs.length];
  return {
    kind: 'measured',
    ...{ difference, images, seeds, n, p },
    error: measured.error,
    clear: measured.clear,
  };
}

/** The same seed against the same seed. */
function testImages(baseline: readonly SharedRun[], others: readonly SharedRun[]): ImageTest[] {
  return others.flatMap((other) => {
    const seedOf = ({ run }: SharedRun) => run.settings.training.seed;
    const same = baseline.find((run) => seedOf(run) === seedOf(other));
    const result = same ? imageTest(same, other) : null;
    return result ? [result] : [];
  });
}

function imagesAgree({ images, difference }: MeasuredStanding): boolean {
  if (images.length === 0) return true;
  const agree = images.filter(
    ({ p, onlyThis, onlyBaseline }) => p < LEVEL && onlyThis > onlyBaseline === difference > 0,
  );
  return agree.length > images.length / 2;
}
