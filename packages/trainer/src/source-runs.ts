import { COURSE_DATASETS } from '@teamnet/records';
import type { PlannedRun } from './plan-runs.js';

/** A run that another one starts from. */
export interface SourceRun {
  /** What it is to the other, as an error names it. */
  role: 'teacher' | 'source';
  experiment: string;
  dataset: string;
}

/** The runs of the same team that must be there before a planned one can be trained. */
export function sourceRunsOf({
  settings,
  dataset,
  otherDataset,
}: Pick<PlannedRun, 'settings' | 'dataset' | 'otherDataset'>): SourceRun[] {
  const { distillation, transfer } = settings.training;
  const sources: SourceRun[] = [];
  if (distillation) sources.push({ role: 'teacher', experiment: distillation.teacher, dataset });
  const from = transfer?.from;
  if (typeof from === 'object' && 'run' in from)
    sources.push({ role: 'source', experiment: from.run, dataset: from.dataset ?? otherDataset });
  return sources;
}

/**
 * The data set that weights are taken from where none is named: the other one of the course; to a team's own, and where
 * the homework has no other of the course, the first other one of the homework.
 */
export function otherDataset(dataset: string, datasets: readonly string[]): string {
  const course = COURSE_DATASETS.filter((name) => name !== dataset);
  const others = datasets.filter((name) => name !== dataset);
  return course.find((name) => others.includes(name)) ?? others[0] ?? course[0]!;
}
