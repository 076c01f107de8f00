import { readFileSync } from 'node:fs';

/**
 * Whether the processor has AVX, which TensorFlow's wheels are compiled for: without it TensorFlow ends the whole
 * process while it loads. Taken for granted where Linux does not say (`/proc/cpuinfo`).
 */
export function hasAvx(cpuinfo = '/proc/cpuinfo'): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return true;
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync(cpuinfo, 'utf8'))?.[1];
  return flags === undefined || flags.split(' ').includes('avx');
}
