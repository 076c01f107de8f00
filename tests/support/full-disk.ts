import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system with no room left, mounted on a folder. */
export interface FullDisk extends Disposable {
  /** Why none could be mounted (it takes root on Linux); null when it is there. */
  problem: string | null;
  /** Makes room. */
  free(): void;
}

/** Mounts 8 MB of tmpfs on the folder and fills all but a few kB of it. */
export function fullDisk(folder: string): FullDisk {
  mkdirSync(folder, { recursive: true });
  const filler = join(folder, '.filler');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'teamnet-test', folder], {
    encoding: 'utf8',
  });
  const problem = mounted.status === 0 ? null : (mounted.error?.message ?? mounted.stderr.trim());
  if (problem === null) writeFileSync(filler, Buffer.alloc(8 * 1024 * 1024 - 24 * 1024));
  return {
    problem,
    free: () => rmSync(filler),
    [Symbol.dispose]: () => {
      if (problem === null) spawnSync('umount', ['--lazy', folder]);
    },
  };
}
