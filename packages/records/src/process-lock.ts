import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from './errors.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';

/** What cannot be read is somebody's who writes it just now, unless it is as old as this. */
const UNREADABLE_FOR_MS = 60_000;

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
  private constructor(
    private readonly file: string,
    private readonly mine: ProcessIdentity,
  ) {}

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
        clearDead(file, mine);
        if (!create(file, mine)) return new LockHeld('another process', file);
      }
      removeDrafts(file);
    } catch (error) {
      throw new RecordWriteError(file, error as NodeJS.ErrnoException);
    }
    return new ProcessLock(file, mine);
  }

  [Symbol.dispose](): void {
    if (isSame(read(this.file), this.mine)) rmSync(this.file, { force: true });
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
    rmSync(draft, { force: true });
  }
}

/**
 * Removes a dead holder's lock. Whoever does so holds a second lock and looks again: else two that found the same dead
 * one could remove each other's new ones.
 */
function clearDead(file: string, mine: ProcessIdentity): void {
  const clearing = `${file}-clearing`;
  if (!create(clearing, mine)) {
    const other = read(clearing);
    if (other === null || isRunning(other) !== false) return;
    rmSync(clearing, { force: true });
    if (!create(clearing, mine)) return;
  }
  try {
    const holder = read(file);
    if (holder === null || isRunning(holder) === false) rmSync(file, { force: true });
  } finally {
    rmSync(clearing, { force: true });
  }
}

/** What a process left that was killed while it took the lock. */
function removeDrafts(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}-`)) continue;
    const draft = join(dirname(file), name);
    const holder = read(draft);
    const age = Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (holder === null ? age > UNREADABLE_FOR_MS : isRunning(holder) === false)
      rmSync(draft, { force: true });
  }
}

function read(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isSame(one: ProcessIdentity | null, other: ProcessIdentity): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function describe({ pid, host }: ProcessIdentity): string {
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
