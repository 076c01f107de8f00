import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DataOptions, DatasetImagesMissingError, homeworkDataset } from '@teamnet/datasets';
import { type Homework, readSharingNote, type Workspace } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';
import type { Plan, PlannedRun } from './plan-runs.js';
import { findUsableRun, type UsableRun } from './store/find-usable-run.js';

/** What stands in the place of a planned run: a run, or its author's note that it is withheld. */
export type Given = UsableRun | 'withheld';

/**
 * Planned runs on a data set of the team's own whose images are not on this machine: what team-mates who have it shared
 * stands for them, as nothing can be trained here.
 * @param fingerprints of the networks, by experiment id
 * @param options.force nothing may stand for a run
 * @throws TrainingPlanError where something would have to be trained; the datasets room's errors for images that are
 *   there and no data set
 */
export async function keepWithoutImages(
  workspace: Workspace,
  { homework, runs }: Plan,
  fingerprints: ReadonlyMap<string, string>,
  { force = false, data }: { force?: boolean; data: DataOptions },
): Promise<Map<PlannedRun, Given>> {
  const given = new Map<PlannedRun, Given>();
  for (const dataset of new Set(runs.map((run) => run.dataset))) {
    const missing = await imagesMissing(workspace, homework, dataset, data);
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
        `Put them there, <label>/*.jpg or <split>/<label>/*.jpg, correct their place in ${workspace.homeworkFile(homework.team)}, or collect the runs of who has them; --dataset trains on the others only.`,
        missing,
      );
  }
  return given;
}

async function imagesMissing(
  workspace: Workspace,
  homework: Homework,
  dataset: string,
  data: DataOptions,
): Promise<DatasetImagesMissingError | null> {
  try {
    await homeworkDataset(homework, dataset, workspace.appFolder(homework.team), data);
    return null;
  } catch (error) {
    if (error instanceof DatasetImagesMissingError) return error;
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
