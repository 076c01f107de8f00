import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as a lock file names it, so that every other process can tell whether it still runs. */
export interface ProcessIdentity {
  pid: number;
  host: string;
  /** When it started, in clock ticks since the machine did: a later process of the same pid is another. Null where unknown. */
  started: string | null;
}

/** The process that this code runs in. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/**
 * Whether a process of this machine still runs; undefined for one of another machine, which cannot be seen from here.
 * Where the start of a process is hidden (`hidepid`, macOS) its pid decides.
 */
export function isRunning({ pid, host, started }: ProcessIdentity): boolean | undefined {
  if (host !== hostname()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const found = startOf(pid);
  return found === null || started === null || found === started;
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
