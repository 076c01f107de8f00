import { TrainingPlanError } from './errors.js';
import type { PlannedRun } from './plan-runs.js';
import { sourceRunsOf } from './source-runs.js';

/**
 * The runs in an order in which each comes after those that it starts from (its teacher), otherwise as they were.
 * A source that is not among them is none of this order's business.
 * @throws TrainingPlanError for runs that start from each other
 */
export function orderRuns(runs: readonly PlannedRun[]): PlannedRun[] {
  const key = (experiment: string, dataset: string) => `${experiment} on ${dataset}`;
  const byKey = new Map(runs.map((run) => [key(run.experiment.id, run.dataset), run]));
  const ordered = new Set<PlannedRun>();
  const visit = (run: PlannedRun, path: readonly PlannedRun[]) => {
    if (ordered.has(run)) return;
    if (path.includes(run))
      throw new TrainingPlanError(
        `${[...path.slice(path.indexOf(run)), run].map((one) => key(one.experiment.id, one.dataset)).join(' starts from ')}: none of them can be the first.`,
        'Let one of these experiments in homework.json start from no other.',
      );
    for (const { experiment, dataset } of sourceRunsOf(run)) {
      const source = byKey.get(key(experiment, dataset));
      if (source) visit(source, [...path, run]);
    }
    ordered.add(run);
  };
  for (const run of runs) visit(run, []);
  return [...ordered];
}
