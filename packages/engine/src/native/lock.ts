import { randomBytes } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity, thisProcess } from '@teamnet/records';

const beatSeconds = 5;
const deadSeconds = 60;

/**
 * Runs something while no other process on this or (over a network disk) another machine does. The lock is a file with
 * the holder's process id, touched every few seconds; one whose holder is gone is taken over.
 *
 * @param options.onWait called once when somebody else holds it
 */
export async function withLock<T>(
  file: string,
  options: { onWait: (holder: string) => void; signal?: AbortSignal | undefined; pollMilliseconds?: number },
  run: () => Promise<T>,
): Promise<T> {
  let told = false;
  while (!take(file)) {
    const holder = read(file);
    if (holder !== undefined && isDead(file, holder)) {
      remove(file, holder);
    } else {
      if (!told && holder) options.onWait(`process ${holder.pid} on ${holder.host}`);
      told ||= holder !== undefined;
      await sleep(options.pollMilliseconds ?? 500, undefined, { signal: options.signal });
    }
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), beatSeconds * 1000);
  beat.unref();
  try {
    return await run();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, JSON.stringify(thisProcess()));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when it has just been released, or is just being written. */
function read(file: string): ProcessIdentity | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (text !== '') return JSON.parse(text) as ProcessIdentity;
    return isOld(file) ? { pid: 0, host: 'unknown', started: null } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isDead(file: string, holder: ProcessIdentity): boolean {
  return isOld(file) || isRunning(holder) === false;
}

function isOld(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > deadSeconds * 1000;
}

/** Moves it away before looking again: of two that take over at once, one finds it gone and the other's is put back. */
function remove(file: string, dead: ProcessIdentity): void {
  const aside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === JSON.stringify(dead) || isOld(aside)) rmSync(aside);
  else renameSync(aside, file);
}
