import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DataSource } from '@teamnet/records';
import type { OnProgress } from './progress.js';

/** Where data lies and what to tell while reading it; everything may be left out. */
export interface DataOptions {
  /** TFDS data folder; else `$TFDS_DATA_DIR`, else `~/tensorflow_datasets`. */
  dataDir?: string | undefined;
  /** Folder with original archives or image folders; else `$TEAMNET_MANUAL_DIR`, else none. */
  manualDir?: string | undefined;
  /** Decoded images and indexes; else `$TEAMNET_CACHE_DIR`, else `$XDG_CACHE_HOME/teamnet`, else `~/.cache/teamnet`. */
  cacheDir?: string | undefined;
  /** Only this source, instead of the first of prepared, manual, download, stand-in that has the data. */
  source?: DataSource | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Leaves images out that cannot be read or decoded, up to 5 % of the data set; false when left out. */
  skipBroken?: boolean | undefined;
  /** Address of the folder that holds the archives, instead of their own; for mirrors and tests. */
  downloadBase?: string | undefined;
}

/** The folders of DataOptions, absolute; `manualDir` is undefined when nobody named one. */
export interface DataFolders {
  dataDir: string;
  manualDir: string | undefined;
  cacheDir: string;
}

/** Fills what the options leave out from the environment, in the order that DataOptions says. */
export function dataFolders(options: DataOptions, env: NodeJS.ProcessEnv = process.env): DataFolders {
  const home = env.HOME || homedir();
  const manualDir = options.manualDir || env.TEAMNET_MANUAL_DIR;
  const xdg = env.XDG_CACHE_HOME ? join(env.XDG_CACHE_HOME, 'teamnet') : undefined;
  return {
    dataDir: absolute(options.dataDir || env.TFDS_DATA_DIR || join(home, 'tensorflow_datasets'), home),
    manualDir: manualDir ? absolute(manualDir, home) : undefined,
    cacheDir: absolute(
      options.cacheDir || env.TEAMNET_CACHE_DIR || xdg || join(home, '.cache', 'teamnet'),
      home,
    ),
  };
}

/** `~` is not expanded by shells in `--data-dir=~/x` nor in an environment file. */
function absolute(path: string, home: string): string {
  return resolve(path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path);
}
