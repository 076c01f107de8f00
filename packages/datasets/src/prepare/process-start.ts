import { readFileSync } from 'node:fs';

/**
 * When a process began, as text that only serves to be compared: a process that was given the number of a dead one has
 * another. Undefined for no such process, and everywhere but on Linux.
 */
export function processStart(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, starttime; the second field, a name in brackets, may hold blanks.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
}
