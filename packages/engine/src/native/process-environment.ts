import { tensorflowSettings } from './tensorflow-environment.js';
import { threadCount } from './thread-count.js';

/**
 * What the launcher puts into the environment of a process that trains, because it is read only when a process starts
 * (glibc's allocator, `mallopt(3)`) or when TensorFlow loads. What the user has set stays.
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
 * Tensors of a step are megabytes large. By default glibc gives each back to the system when it is freed, and every new
 * one is zeroed by page faults again; with these limits they are kept and used again.
 */
const allocatorSettings = {
  MALLOC_MMAP_THRESHOLD_: '4294967296',
  MALLOC_TRIM_THRESHOLD_: '17179869184',
  MALLOC_TOP_PAD_: '67108864',
};
