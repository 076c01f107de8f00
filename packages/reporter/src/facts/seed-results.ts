import { isDeepStrictEqual } from 'node:util';
import type { Run, TeamRun } from '@teamnet/records';
import type { SharedRun } from '../report-context.js';
import { describeSample, type Sample } from '../statistics/mean-interval.js';

/** The trainings of one experiment on one data set: its own run, then its repeats, which differ in the seed only. */
export interface SeedResults {
  /** The experiment's own run first. */
  runs: SharedRun[];
  /** Their test accuracies. */
  sample: Sample;
  /** Repeats that homework.json asks for and that are not shared, or were trained with other settings. */
  missing: number;
}

/** Gathers a run's repeats; one that differs from it in more than the seed does not count. */
export function seedResults(shared: SharedRun, repeats: readonly TeamRun[]): SeedResults {
  const wanted = repeats.filter(
    ({ experiment, dataset }) =>
      experiment.derived?.kind === 'repeat' &&
      experiment.derived.of === shared.experiment.id &&
      dataset === shared.dataset,
  );
  const found = wanted.filter(
    (repeat): repeat is SharedRun => repeat.run !== null && isRepeat(repeat.run, shared.run),
  );
  const runs = [shared, ...found];
  const sample = describeSample(runs.map(({ run }) => run.test.accuracy));
  return { runs, sample, missing: wanted.length - found.length };
}

function isRepeat(repeat: Run, run: Run): boolean {
  const decisive = ({ profile, dataset, settings }: Run) => ({
    profile,
    images: [dataset.fingerprint, dataset.splits.train.expression, dataset.splits.test.expression],
    model: settings.model,
    training: { ...settings.training, seed: 0 },
  });
  return (
    repeat.settings.training.seed !== run.settings.training.seed &&
    isDeepStrictEqual(decisive(repeat), decisive(run))
  );
}
