import { spawnSync } from 'node:child_process';

/** Name of the first NVIDIA GPU, asked from its driver's `nvidia-smi`; undefined where there is none. */
export function gpuName(): string | undefined {
  const { status, stdout } = spawnSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return status === 0 ? stdout.split('\n')[0]?.trim() || undefined : undefined;
}
