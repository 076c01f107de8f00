import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isRunning, type ProcessIdentity, RecordWriteError, thisProcess } from '@teamnet/records';
import { RunLockedError } from '../errors.js';

/**
 * Holds a run's folder for one process at a time: a small file beside it says who. The lock of a process that is no
 * more is taken over.
 */
export class RunLock implements Disposable {
  private constructor(private readonly file: string) {}

  /**
   * @param run how to name the run in an error
   * @throws RunLockedError when another process holds it, RecordWriteError
   */
  static take(runFolder: string, run: string): RunLock {
    const file = join(dirname(runFolder), `.${basename(runFolder)}.lock`);
    const mine = thisProcess();
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (!create(file, mine)) {
        const holder = read(file);
        if (holder !== null && isRunning(holder) !== false)
          throw new RunLockedError(run, describe(holder), file);
        takeAway(file, holder);
        if (!create(file, mine)) throw new RunLockedError(run, 'another process', file);
      }
    } catch (error) {
      if (error instanceof RunLockedError) throw error;
      throw new RecordWriteError(file, error as NodeJS.ErrnoException);
    }
    return new RunLock(file);
  }

  [Symbol.dispose](): void {
    rmSync(this.file, { force: true });
  }
}

/** Whole from the first moment: written under another name and linked. */
function create(file: string, holder: ProcessIdentity): boolean {
  const draft = `${file}-${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Removes a dead holder's lock, unless another process has put its own in that place meanwhile. */
function takeAway(file: string, dead: ProcessIdentity | null): void {
  const away = `${file}-${randomUUID()}`;
  try {
    renameSync(file, away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(read(away)) !== JSON.stringify(dead)) linkSync(away, file);
  rmSync(away);
}

function read(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function describe({ pid, host }: ProcessIdentity): string {
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
