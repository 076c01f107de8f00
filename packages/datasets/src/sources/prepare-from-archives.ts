import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { downloadArchive } from '../download/download-archive.js';
import { sha256OfFile } from '../download/sha256-of-file.js';
import { ArchiveInvalidError, DataFolderError } from '../errors.js';
import { prepareDataset } from '../prepare/prepare-dataset.js';
import { withLock } from '../prepare/with-lock.js';
import { downloadsFolder, lockFile, versionFolder } from '../version-folder.js';

/**
 * Prepares a data set in the data folder unless another process did so meanwhile; one process at a time.
 * @param manual paths of the original archives; undefined downloads them
 */
export async function prepareFromArchives(
  builder: DatasetBuilder<string>,
  options: DataOptions,
  manual: readonly string[] | undefined,
): Promise<void> {
  const { dataDir } = dataFolders(options);
  const { name } = builder;
  const tell = options.onProgress ?? (() => {});
  const downloads = downloadsFolder(dataDir);
  try {
    mkdirSync(downloads, { recursive: true });
  } catch (error) {
    throw new DataFolderError(dataDir, error as NodeJS.ErrnoException);
  }
  const onWait = (holder: string) =>
    tell({
      kind: 'waiting',
      dataset: name,
      message: `${name} is being prepared by ${holder}; waiting for it.`,
    });
  await withLock(lockFile(dataDir, builder), { signal: options.signal, onWait }, async () => {
    if (existsSync(versionFolder(dataDir, builder))) return;
    const archives = manual ?? (await download(builder, options, downloads));
    if (manual) await checkOriginals(builder, manual);
    await prepareDataset(builder, archives, { dataDir, signal: options.signal, onProgress: tell });
    if (!manual) for (const file of archives) rmSync(file, { force: true });
  });
}

async function download(
  builder: DatasetBuilder<string>,
  options: DataOptions,
  folder: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const original of builder.archives) {
    const url = options.downloadBase
      ? `${options.downloadBase.replace(/\/$/, '')}/${original.file}`
      : original.url;
    const file = join(folder, original.file);
    await downloadArchive({ ...original, url }, file, {
      signal: options.signal,
      onBytes: (done) =>
        options.onProgress?.({
          ...{ kind: 'download', dataset: builder.name, file: original.file },
          ...{ done, total: original.bytes },
        }),
    });
    files.push(file);
  }
  return files;
}

async function checkOriginals(builder: DatasetBuilder<string>, files: readonly string[]): Promise<void> {
  for (const [i, file] of files.entries()) {
    const original = builder.archives[i]!;
    const { size } = statSync(file);
    if (size < original.bytes)
      throw new ArchiveInvalidError(file, `cut off after ${size} of ${original.bytes} bytes.`);
    const sha256 = await sha256OfFile(file);
    if (sha256 !== original.sha256)
      throw new ArchiveInvalidError(file, `is not the original ${basename(file)}: its sha256 is ${sha256}.`);
  }
}
