import type { OpenDataset } from '@teamnet/datasets';
import {
  type Experiment,
  type Homework,
  isCourseDataset,
  type Run,
  readRunIfValid,
  readTeamRuns,
  toJson,
  type Workspace,
  writeWhole,
} from '@teamnet/records';
import { saidOfImages } from '../results/said-of-images.js';

/**
 * The run in its place when nothing needs to be trained: run.json is valid, has this id, and all files that it lists
 * are there with their sha256. When only who did it, its question, the profile's name or the licence of the team's own
 * images changed, run.json is rewritten to say so.
 */
export function findFinishedRun(
  workspace: Workspace,
  homework: Homework,
  experiment: Experiment,
  dataset: string,
  wanted: { id: string; profile: string; data: OpenDataset },
): { run: Run; refreshed: boolean } | null {
  const file = workspace.runFile(homework.team, experiment.id, dataset);
  const there = readRunIfValid(file);
  if (there?.id !== wanted.id) return null;
  const sameStudent = { ...experiment, by: there.student };
  const place = { ...homework, experiments: [sameStudent], datasets: [dataset] };
  const [found] = readTeamRuns(workspace, place);
  if (!found?.run) return null;
  const said = { student: experiment.by, question: experiment.question, profile: wanted.profile };
  const own = isCourseDataset(dataset) ? {} : saidOfImages(wanted.data.info);
  const run: Run = { ...found.run, ...said, dataset: { ...found.run.dataset, ...own } };
  return { run, refreshed: writeWhole(file, toJson(run)) };
}
