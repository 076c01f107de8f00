import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Archive, DatasetBuilder } from '../builders/builder.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { ArrivingFile } from '../download/arriving-file.js';
import { downloadArchive } from '../download/download-archive.js';
import { sha256OfFile } from '../download/sha256-of-file.js';
import {
  ArchiveInvalidError,
  DataFolderError,
  DownloadFailedError,
  HostUnreachableError,
} from '../errors.js';
import type { OpenArchive } from '../prepare/archive-member.js';
import { isZip, openArchive } from '../prepare/open-archive.js';
import { prepareDataset } from '../prepare/prepare-dataset.js';
import { withLock } from '../prepare/with-lock.js';
import { ZipPool } from '../prepare/zip-pool.js';
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
    const opened = new Map<string, OpenArchive>();
    const zips = builder.archives.filter(({ file }) => isZip(file));
    // Its threads start while the archives arrive.
    const pool = new ZipPool(zips.reduce((sum, { bytes }) => sum + bytes, 0));
    let archives: readonly string[];
    try {
      archives = manual ?? (await download(builder, options, downloads, opened));
      if (manual) await checkOriginals(builder, manual);
      const { signal } = options;
      await prepareDataset(builder, archives, { dataDir, signal, onProgress: tell, opened, pool });
    } finally {
      await pool.close();
    }
    if (!manual) for (const file of archives) rmSync(file, { force: true });
  });
}

/** @param opened gets the archives that were read while they arrived */
async function download(
  builder: DatasetBuilder<string>,
  options: DataOptions,
  folder: string,
  opened: Map<string, OpenArchive>,
): Promise<string[]> {
  const files: string[] = [];
  for (const original of builder.archives) {
    const url = options.downloadBase
      ? `${options.downloadBase.replace(/\/$/, '')}/${original.file}`
      : original.url;
    const file = join(folder, original.file);
    const archive = await downloadAndRead({ ...original, url }, file, builder, options).catch((error) => {
      // Another archive has come: the stand-in is for those who cannot have the data set at all.
      if (files.length > 0 && error instanceof HostUnreachableError)
        throw new DownloadFailedError(error.address, `cannot be reached: ${error.reason}.`, error);
      throw error;
    });
    if (archive) opened.set(file, archive);
    files.push(file);
  }
  return files;
}

/**
 * Downloads an archive. A tgz, which has to be unpacked from its first byte on in any case, is unpacked meanwhile.
 * @returns its members, where that worked; they are used once the archive's sha256 was found right
 */
async function downloadAndRead(
  archive: Archive,
  file: string,
  builder: DatasetBuilder<string>,
  { signal, onProgress }: DataOptions,
): Promise<OpenArchive | undefined> {
  const arriving = new ArrivingFile(`${file}.part`, archive.bytes);
  // Whatever goes wrong with it: the archive is read when it is whole, which tells the same of it.
  const reading = isZip(file)
    ? undefined
    : openArchive(file, builder, { signal, arriving }).catch(() => undefined);
  let whole = false;
  try {
    await downloadArchive(archive, file, {
      ...{ signal, inTurns: reading !== undefined },
      onBytes: (done) => {
        arriving.arrived(done);
        const { file: name, bytes: total } = archive;
        onProgress?.({ kind: 'download', dataset: builder.name, file: name, done, total });
      },
    });
    whole = true;
  } finally {
    arriving.end(whole);
    await reading;
  }
  return reading;
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
