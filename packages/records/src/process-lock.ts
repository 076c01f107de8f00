import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from './errors.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';

/** Another process holds a lock. Its holder is in words, for an error: `process 12 on elsewhere`. */
export class LockHeld {
  constructor(
    readonly holder: string,
    readonly file: string,
  ) {}
}

/** The lock of a run's folder, beside it: whoever trains, changes or replaces the run holds it. */
export function runLockFile(runFolder: string): string {
  return join(dirname(runFolder), `.${basename(runFolder)}.lock`);
}

/** A small file that says which process holds something. The lock of a process that is no more is taken over. */
export class ProcessLock implements Disposable {
  private constructor(private readonly file: string) {}

  /**
   * @returns LockHeld when another process holds it
   * @throws RecordWriteError
   */
  static take(file: string): ProcessLock | LockHeld {
    const mine = thisProcess();
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (!create(file, mine)) {
        const holder = read(file);
        if (holder !== null && isRunning(holder) !== false) return new LockHeld(describe(holder), file);
        takeAway(file, holder);
        if (!create(file, mine)) return new LockHeld('another process', file);
      }
    } catch (error) {
      throw new RecordWriteError(file, error as NodeJS.ErrnoException);
    }
    return new ProcessLock(file);
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
