import { existsSync, readFileSync } from 'node:fs';

/** The instruction sets of this processor, as Linux lists them; empty where the system does not say. */
export function cpuFlags(cpuinfo = '/proc/cpuinfo'): string {
  if (!existsSync(cpuinfo)) return '';
  return /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync(cpuinfo, 'utf8'))?.[1]?.trim() ?? '';
}
