import { LockHeld, Placing, type Workspace } from '@teamnet/records';
import { TeamsBusyError } from './errors.js';

const WAIT_MS = 10_000;

/**
 * Begins a change of `teams/` and `apps/`, one at a time in a checkout.
 * @throws TeamsBusyError, RecordWriteError
 */
export async function beginChange(workspace: Workspace): Promise<Placing> {
  const begun = await Placing.begin(workspace, null, WAIT_MS);
  if (begun instanceof LockHeld) throw new TeamsBusyError(begun.holder);
  return begun;
}
