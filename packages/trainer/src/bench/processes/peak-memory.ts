import { existsSync, readFileSync } from 'node:fs';

/**
 * The most resident memory that a process ever had (`VmHWM` of proc_pid_status(5)), libraries that it maps included.
 * @returns MB of 10^6 bytes; undefined where the system has no `/proc`
 */
export function peakMemory(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kibibytes === undefined ? undefined : Math.round((Number(kibibytes) * 1024) / 1e6);
}
