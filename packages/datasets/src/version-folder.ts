import { join } from 'node:path';
import type { DatasetBuilder } from './builders/builder.js';

type Named = Pick<DatasetBuilder<string>, 'name' | 'version'>;

/** Where TFDS keeps a prepared data set. */
export function versionFolder(dataDir: string, builder: Named): string {
  return join(dataDir, builder.name, builder.version);
}

/** Where archives wait until they are prepared; beside TFDS' own downloads, whose names are of another kind. */
export function downloadsFolder(dataDir: string): string {
  return join(dataDir, 'downloads', 'teamnet');
}

/** Held by the one process that downloads, prepares or removes a data set. */
export function lockFile(dataDir: string, builder: Named): string {
  return join(downloadsFolder(dataDir), `${builder.name}-${builder.version}.lock`);
}
