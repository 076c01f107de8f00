import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from '@teamnet/records';
import { RunLockedError } from '../errors.js';

interface Holder {
  pid: number;
  host: string;
  /** When that process started, so that a later process of the same pid is not taken for it; null where unknown. */
  started: string | null;
}

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
    const mine: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (!create(file, mine)) {
        const holder = read(file);
        if (holder !== null && isAlive(holder)) throw new RunLockedError(run, describe(holder), file);
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
function create(file: string, holder: Holder): boolean {
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
function takeAway(file: string, dead: Holder | null): void {
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

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  // Whether a process of another machine lives cannot be seen from here.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return started === startOf(pid);
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the name in field 2 may hold spaces, so count from its bracket. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function describe({ pid, host }: Holder): string {
  return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}
