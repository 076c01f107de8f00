import { tensorflowSettings } from './tensorflow-environment.js';
import { threadCount } from './thread-count.js';

/**
 * What the launcher puts into the environment of a process that trains, because it is read only when a process starts
 * (the allocator) or when TensorFlow loads. What the user has set stays.
 * @throws EnvironmentError when `$TEAMNET_THREADS` is not a number of threads
 */
export function processEnvironment(): Record<string, string> {
  const settings = {
    ...tensorflowSettings(threadCount()),
    ...(process.platform === 'linux' ? allocatorSettings : {}),
  };
  return Object.fromEntries(Object.entries(settings).filter(([name]) => process.env[name] === undefined));
}

/**
 * Huge pages for the tensors (glibc 2.35 and newer, where the kernel allows `madvise`; others ignore it): 6 to 8 % less
 * processor time for a compiled step of mini-Xception at 96 and 180 px. `MALLOC_MMAP_THRESHOLD_`,
 * `MALLOC_TRIM_THRESHOLD_` and `MALLOC_ARENA_MAX` changed nothing: the compiled step frees next to nothing.
 * https://sourceware.org/glibc/manual/latest/html_node/Memory-Allocation-Tunables.html
 */
const allocatorSettings = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };
