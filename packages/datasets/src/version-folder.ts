import { join } from 'node:path';
import type { DatasetBuilder } from './builders/builder.js';

/** Where TFDS keeps a prepared data set. */
export function versionFolder(dataDir: string, builder: Pick<DatasetBuilder, 'name' | 'version'>): string {
  return join(dataDir, builder.name, builder.version);
}
