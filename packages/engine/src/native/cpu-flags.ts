import { existsSync, readFileSync } from 'node:fs';

/** The instruction sets of this processor, as Linux lists them; empty where the system does not say. */
export function cpuFlags(cpuinfo = '/proc/cpuinfo'): string {
  if (!existsSync(cpuinfo)) return '';
  return /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync(cpuinfo, 'utf8'))?.[1]?.trim() ?? '';
}

/** Whether this processor multiplies bfloat16 numbers itself; elsewhere it would only be slower. */
export function hasBfloat16(cpuinfo = '/proc/cpuinfo'): boolean {
  return cpuFlags(cpuinfo)
    .split(/\s+/)
    .some((flag) => ['avx512_bf16', 'amx_bf16'].includes(flag));
}
