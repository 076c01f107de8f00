import { dirname } from 'node:path';
import { readRun, type Workspace } from '@teamnet/records';
import { TransferUnfitError } from '../errors.js';
import { sourceRunsOf } from '../source-runs.js';
import { checkSavedNetwork } from '../store/saved-network.js';
import type { RunTask } from '../train-run.js';
import type { TransferOrigin } from './transfer-origin.js';

/**
 * Finds the team's own run that another begins with, and makes sure that it is whole and of the same network.
 * @returns null where the run has no transfer, or one from a weights file
 * @throws TransferUnfitError; RunUnusableError for changed or missing files; records' errors for its run.json
 */
export function findTransferRun(
  workspace: Workspace,
  task: Pick<
    RunTask,
    'settings' | 'dataset' | 'otherDataset' | 'experiment' | 'team' | 'place' | 'modelFingerprint' | 'folder'
  >,
): TransferOrigin | null {
  const wanted = sourceRunsOf(task).find(({ role }) => role === 'source');
  if (!wanted) return null;
  const file = workspace.runFile(task.team, wanted.experiment, wanted.dataset);
  const run = readRun(file);
  const folder = dirname(file);
  const name = `${wanted.experiment} on ${wanted.dataset}`;
  if (run.model.fingerprint !== task.modelFingerprint)
    throw new TransferUnfitError(task.place.experiment, name, run.model.name, task.settings.model.name);
  const sha256 = checkSavedNetwork(run, folder);
  const { experiment, id, test } = run;
  const from = { experiment, dataset: run.dataset.name, id, accuracy: test.accuracy };
  return { source: { kind: 'run', name, sha256, run: from }, weights: { run, folder } };
}
