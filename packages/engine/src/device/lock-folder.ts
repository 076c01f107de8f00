import { accessSync, chmodSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DeviceQueueError } from '../errors.js';

/** Everybody may add a ticket, and remove only their own: the mode of /tmp itself. */
const shared = 0o1777;

/**
 * Where the queues of this machine's devices lie, for all its users: `$TEAMNET_LOCK_DIR`, else `teamnet-locks` in the
 * system's temporary folder.
 */
export function lockFolder(): string {
  return resolve(process.env.TEAMNET_LOCK_DIR || join(tmpdir(), 'teamnet-locks'));
}

/**
 * Makes the folder of a device's queue where it is missing.
 * @throws DeviceQueueError where it cannot be made or written to
 */
export function makeQueueFolder(deviceId: string): string {
  const folder = join(lockFolder(), deviceId);
  try {
    for (const each of [lockFolder(), folder]) share(each);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DeviceQueueError(folder, (error as Error).message, error);
  }
  return folder;
}

function share(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { mode, uid } = lstatSync(folder);
  // In a folder that all may write to, anybody can put a link to a folder of mine.
  if ((mode & constants.S_IFMT) !== constants.S_IFDIR) throw new Error('it is a link');
  // The umask took from mkdir's mode; another user's folder is as that user made it.
  if ((mode & 0o7777) !== shared && uid === process.getuid?.()) chmodSync(folder, shared);
}
