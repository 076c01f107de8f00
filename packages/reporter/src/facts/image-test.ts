import { type Run, readPredictions, TeamnetError, type TestPrediction } from '@teamnet/records';
import type { SharedRun } from '../report-context.js';
import { mcNemarTest } from '../statistics/mc-nemar.js';

/** McNemar's test of two runs on the same test images. */
export interface ImageTest {
  seed: number;
  /** Images on which only the baseline is right. */
  onlyBaseline: number;
  /** Images on which only the other run is right. */
  onlyThis: number;
  /** Two-sided, exact. */
  p: number;
}

/** Compares two runs image by image; null where one kept no predictions, or not of the same images. */
export function imageTest(baseline: SharedRun, other: SharedRun): ImageTest | null {
  const [before, after] = [predictionsOf(baseline), predictionsOf(other)];
  if (!before || !after || before.length !== after.length) return null;
  const rightBefore = new Map(before.map(({ key, label, predicted }) => [key, label === predicted]));
  let onlyBaseline = 0;
  let onlyThis = 0;
  for (const { key, label, predicted } of after) {
    const was = rightBefore.get(key);
    if (was === undefined) return null;
    const is = label === predicted;
    if (was && !is) onlyBaseline++;
    if (is && !was) onlyThis++;
  }
  const seed = other.run.settings.training.seed;
  return { seed, onlyBaseline, onlyThis, p: mcNemarTest(onlyBaseline, onlyThis) };
}

/** Of runs that are compared with many others: a class compares each team with each. */
const KNOWN = new WeakMap<Run, TestPrediction[] | null>();

/** What a run said of each test image; a file that does not hold what it should is as good as none. */
function predictionsOf(shared: SharedRun): TestPrediction[] | null {
  const known = KNOWN.get(shared.run);
  if (known !== undefined) return known;
  const read = readThem(shared);
  KNOWN.set(shared.run, read);
  return read;
}

function readThem({ run, folder }: SharedRun): TestPrediction[] | null {
  try {
    return readPredictions(run, folder);
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}
