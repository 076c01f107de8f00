import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatasetFolderMissingError, homeworkDataset } from '@teamnet/datasets';
import { type Homework, readSharingNote, type Workspace } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';
import type { Plan, PlannedRun } from './plan-runs.js';
import { findUsableRun, type UsableRun } from './store/find-usable-run.js';

/** What stands in the place of a planned run: a run, or its author's note that it is withheld. */
export type Given = UsableRun | 'withheld';

/**
 * Planned runs on a data set of the team's own whose folder is not on this machine: what team-mates who have it shared
 * stands for them, as nothing can be trained here.
 * @param fingerprints of the networks, by experiment id
 * @param force nothing may stand for a run
 * @throws TrainingPlanError where something would have to be trained; the datasets room's errors for a folder that is
 *   there and no data set
 */
export function keepWithoutImages(
  workspace: Workspace,
  { homework, runs }: Plan,
  fingerprints: ReadonlyMap<string, string>,
  force: boolean,
): Map<PlannedRun, Given> {
  const given = new Map<PlannedRun, Given>();
  for (const dataset of new Set(runs.map((run) => run.dataset))) {
    const missing = folderMissing(workspace, homework, dataset);
    if (!missing) continue;
    const planned = runs.filter((run) => run.dataset === dataset);
    for (const run of planned) {
      const found = force ? null : find(workspace, homework, run, fingerprints.get(run.experiment.id)!);
      if (found) given.set(run, found);
    }
    const lacking = planned.filter((run) => !given.has(run)).map(({ experiment }) => experiment.id);
    if (lacking.length > 0)
      throw new TrainingPlanError(
        `${missing.message} Without its images ${lacking.join(', ')} cannot be trained on it.`,
        `Put them there, <label>/*.jpg or <split>/<label>/*.jpg, correct "folder" in ${workspace.homeworkFile(homework.team)}, or collect the runs of who has them; --dataset trains on the others only.`,
        missing,
      );
  }
  return given;
}

function folderMissing(
  workspace: Workspace,
  homework: Homework,
  dataset: string,
): DatasetFolderMissingError | null {
  try {
    homeworkDataset(homework, dataset, workspace.appFolder(homework.team));
    return null;
  } catch (error) {
    if (error instanceof DatasetFolderMissingError) return error;
    throw error;
  }
}

function find(
  workspace: Workspace,
  homework: Homework,
  run: PlannedRun,
  modelFingerprint: string,
): Given | null {
  const { folder, experiment } = run;
  if (!existsSync(join(folder, 'run.json')) && readSharingNote(folder, experiment.by)?.withheld === true)
    return 'withheld';
  return findUsableRun(workspace, homework, { ...run, modelFingerprint, data: null });
}
