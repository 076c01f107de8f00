import type { DatasetName } from '@teamnet/records';
import type { PlannedRun } from './plan-runs.js';

/** A run that another one starts from. */
export interface SourceRun {
  /** What it is to the other, as an error names it. */
  role: 'teacher';
  experiment: string;
  dataset: DatasetName;
}

/** The runs of the same team that must be there before a planned one can be trained. */
export function sourceRunsOf({ settings, dataset }: PlannedRun): SourceRun[] {
  const { distillation } = settings.training;
  return distillation ? [{ role: 'teacher', experiment: distillation.teacher, dataset }] : [];
}
