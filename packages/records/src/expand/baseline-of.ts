import type { Experiment, Homework } from '../homework.js';

/**
 * The experiment that the others are compared with: the one named `baseline`, else the first that changes nothing,
 * else the first.
 */
export function baselineOf({ experiments }: Pick<Homework, 'experiments'>): Experiment | null {
  return (
    experiments.find(({ id }) => id === 'baseline') ??
    experiments.find(({ change }) => Object.keys(change ?? {}).length === 0) ??
    experiments[0] ??
    null
  );
}
