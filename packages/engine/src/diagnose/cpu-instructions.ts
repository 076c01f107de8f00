import { cpuFlags } from '../native/cpu-flags.js';

/** Of the vector instructions that TensorFlow's oneDNN kernels choose among, the names in `/proc/cpuinfo`. */
const telling = {
  avx: 'AVX',
  avx2: 'AVX2',
  fma: 'FMA',
  avx512f: 'AVX-512',
  avx512_vnni: 'AVX-512 VNNI',
  avx512_bf16: 'AVX-512 BF16',
  amx_bf16: 'AMX BF16',
  asimd: 'NEON',
};

/** The vector instructions of this processor that matter for speed; empty where the system does not say. */
export function cpuInstructions(cpuinfo = '/proc/cpuinfo'): string[] {
  const flags = new Set(cpuFlags(cpuinfo).split(/\s+/));
  return Object.entries(telling).flatMap(([flag, name]) => (flags.has(flag) ? [name] : []));
}
