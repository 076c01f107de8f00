import {
  type DatasetName,
  type Experiment,
  type Homework,
  type Run,
  readRunIfValid,
  readTeamRuns,
  toJson,
  type Workspace,
  writeWhole,
} from '@teamnet/records';

/**
 * The run in its place when nothing needs to be trained: run.json is valid, has this id, and all files that it lists
 * are there with their sha256. When only who did it, its question or the profile's name changed, run.json is
 * rewritten to say so.
 */
export function findFinishedRun(
  workspace: Workspace,
  homework: Homework,
  experiment: Experiment,
  dataset: DatasetName,
  wanted: { id: string; profile: string },
): { run: Run; refreshed: boolean } | null {
  const file = workspace.runFile(homework.team, experiment.id, dataset);
  const there = readRunIfValid(file);
  if (there?.id !== wanted.id) return null;
  const sameStudent = { ...experiment, by: there.student };
  const place = { ...homework, experiments: [sameStudent], datasets: [dataset] };
  const [found] = readTeamRuns(workspace, place);
  if (!found?.run) return null;
  const said = { student: experiment.by, question: experiment.question, profile: wanted.profile };
  const run: Run = { ...found.run, ...said };
  return { run, refreshed: writeWhole(file, toJson(run)) };
}
