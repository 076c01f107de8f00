import { randomBytes } from 'node:crypto';
import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolderError, InterruptedError } from '../errors.js';
import { processStart } from './process-start.js';

/** A holder on another machine is taken for dead when it has not touched its lock for so long. */
const SILENCE_MS = 60_000;
const HEARTBEAT_MS = 10_000;
const POLL_MS = 200;

interface Holder {
  pid: number;
  host: string;
  /** When that process began, where it can be known. */
  start?: string | undefined;
  /** Tells two locks of one process apart. */
  token: string;
}

/**
 * Runs `work` while holding a lock file; waits while another process holds it and takes it over when that one is dead.
 * @param options.onWait called once, with who holds it
 */
export async function withLock<T>(
  file: string,
  options: { signal?: AbortSignal | undefined; onWait?: (holder: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  const own: Holder = {
    ...{ pid: process.pid, host: hostname(), start: processStart(process.pid) },
    token: randomBytes(8).toString('hex'),
  };
  let told = false;
  while (!take(file, own)) {
    if (options.signal?.aborted) throw new InterruptedError('Waiting for another process');
    const holder = read(file);
    if (holder && isDead(file, holder)) removeDead(file, holder);
    else {
      if (holder && !told) options.onWait?.(`process ${holder.pid} on ${holder.host}`);
      told ||= holder !== undefined;
      await sleep(POLL_MS);
    }
  }
  const heartbeat = setInterval(() => touch(file, own), HEARTBEAT_MS).unref();
  try {
    removeDrafts(file);
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file)?.token === own.token) rmSync(file, { force: true });
  }
}

/** link() fails when the name is taken, and the lock appears with its content. */
function take(file: string, own: Holder): boolean {
  const draft = `${file}.${own.token}`;
  try {
    writeFileSync(draft, JSON.stringify(own));
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new DataFolderError(file, error as NodeJS.ErrnoException);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** What processes left that were killed while they took the lock. */
function removeDrafts(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const draft = join(dirname(file), name);
    const age = Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name.startsWith(`${basename(file)}.`) && age > SILENCE_MS) rmSync(draft, { force: true });
  }
}

/** Two may see the same dead holder: who moved a living lock away by that puts it back. */
function removeDead(file: string, dead: Holder): void {
  const aside = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    renameSync(file, aside);
    if (read(aside)?.token !== dead.token) linkSync(aside, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST')
      throw new DataFolderError(file, error as NodeJS.ErrnoException);
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return { pid: 0, host: '?', token: '' };
    throw error;
  }
}

function isDead(file: string, holder: Holder): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return false;
  if (holder.host !== hostname()) return Date.now() - stats.mtimeMs > SILENCE_MS;
  try {
    process.kill(holder.pid, 0);
    // Its number may have gone to another process since.
    const start = processStart(holder.pid);
    return start !== undefined && holder.start !== undefined && holder.start !== start;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function touch(file: string, own: Holder): void {
  if (read(file)?.token === own.token) utimesSync(file, new Date(), new Date());
}
