import { allRepeats, readHomework, readTeamRuns, settingsDifference, type Workspace } from '@teamnet/records';

/** One place of a team's runs, as it lies there, however it came. */
export interface PlaceOfRun {
  experiment: string;
  dataset: string;
  /** Member id of the author. */
  student: string;
  /** Of its run.json; null where there is no shared run. */
  id: string | null;
  /** ISO 8601, UTC. */
  startedAt: string | null;
  /** Top-1 on the test split, 0..1. */
  accuracy: number | null;
  weights: boolean;
  /** Why it is not shared, or where its settings are not those of homework.json; one sentence, or null. */
  problem: string | null;
}

/**
 * What lies in the places of a team's runs, e.g. after `git pull`: everything that a collected file is checked for.
 * @throws the errors of readHomework
 */
export function lookAtRuns(workspace: Workspace, team: string): PlaceOfRun[] {
  const homework = readHomework(workspace.homeworkFile(team));
  const experiments = [...homework.experiments, ...allRepeats(homework)];
  return readTeamRuns(workspace, { ...homework, experiments }).map(
    ({ experiment, dataset, run, reason, leftOut }) => ({
      experiment: experiment.id,
      dataset,
      student: experiment.by,
      id: run?.id ?? null,
      startedAt: run?.timing.startedAt ?? null,
      accuracy: run?.test.accuracy ?? null,
      weights: run !== null && leftOut === undefined,
      problem: run ? settingsDifference(homework, experiment, run) : reason,
    }),
  );
}
