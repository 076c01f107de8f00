import type { DatasetName } from '@teamnet/records';
import type { PlannedRun } from './plan-runs.js';

/** A run that another one starts from. */
export interface SourceRun {
  /** What it is to the other, as an error names it. */
  role: 'teacher' | 'source';
  experiment: string;
  dataset: DatasetName;
}

/** The runs of the same team that must be there before a planned one can be trained. */
export function sourceRunsOf({ settings, dataset }: Pick<PlannedRun, 'settings' | 'dataset'>): SourceRun[] {
  const { distillation, transfer } = settings.training;
  const sources: SourceRun[] = [];
  if (distillation) sources.push({ role: 'teacher', experiment: distillation.teacher, dataset });
  const from = transfer?.from;
  if (typeof from === 'object' && 'run' in from)
    sources.push({ role: 'source', experiment: from.run, dataset: from.dataset ?? OTHER[dataset] });
  return sources;
}

/** Weights are taken to the other data set. */
const OTHER: Record<DatasetName, DatasetName> = {
  rock_paper_scissors: 'tf_flowers',
  tf_flowers: 'rock_paper_scissors',
};
