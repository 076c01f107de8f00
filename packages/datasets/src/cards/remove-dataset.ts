import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBuilder } from '../builders/all-builders.js';
import type { DatasetBuilder } from '../builders/builder.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { DataFolderError } from '../errors.js';
import { removeUnfinished } from '../prepare/prepare-dataset.js';
import { withLock } from '../prepare/with-lock.js';
import { downloadsFolder, lockFile, versionFolder } from '../version-folder.js';

/**
 * Removes what Teamnet or TFDS prepared of a data set, its downloads and its decoded images. Manual folders stay.
 * @returns the paths that were removed
 * @throws DataFolderError
 */
export async function removeDataset(
  dataset: string | DatasetBuilder<string>,
  options: DataOptions = {},
): Promise<string[]> {
  const builder = typeof dataset === 'string' ? findBuilder(dataset) : dataset;
  const { name } = builder;
  const { dataDir, cacheDir } = dataFolders(options);
  const downloads = downloadsFolder(dataDir);
  const folder = versionFolder(dataDir, builder);
  const parts = builder.archives.flatMap(({ file }) => [
    join(downloads, file),
    join(downloads, `${file}.part`),
  ]);
  // The trainer keeps what pretrained networks say of the images.
  const cached = ['decoded', 'features'].flatMap((folder) =>
    namesIn(join(cacheDir, folder))
      .filter((file) => file.startsWith(`${name}-`))
      .map((file) => join(cacheDir, folder, file)),
  );
  const there = [folder, ...parts, ...cached].filter((path) => existsSync(path));
  if (there.length === 0) return [];
  try {
    mkdirSync(downloads, { recursive: true });
    await withLock(lockFile(dataDir, builder), { signal: options.signal }, async () => {
      for (const path of there) {
        // A half-removed folder must not stand under the data set's name.
        if (path === folder) renameSync(folder, `${folder}.incomplete-teamnet-removed`);
        else rmSync(path, { force: true });
      }
      if (there.includes(folder)) removeUnfinished(builder, dataDir);
    });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new DataFolderError(dataDir, error as NodeJS.ErrnoException);
    throw error;
  }
  return there;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
