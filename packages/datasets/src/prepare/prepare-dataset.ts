import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { DataFolderError } from '../errors.js';
import type { OnProgress } from '../progress.js';
import { versionFolder } from '../version-folder.js';
import type { ArchiveMember, OpenArchive } from './archive-member.js';
import { isNotice, openArchive } from './open-archive.js';
import type { Notice } from './write-credits.js';
import { writePrepared } from './write-prepared.js';
import type { ZipPool } from './zip-pool.js';

/** Part of the name of a folder that is being written; TFDS passes over it because it is no version. */
const UNFINISHED = '.incomplete-teamnet-';

interface PrepareOptions {
  dataDir: string;
  signal?: AbortSignal | undefined;
  onProgress: OnProgress;
  /** Archives that have been read already, by their paths. */
  opened?: ReadonlyMap<string, OpenArchive>;
  /** Threads for zips, where some were started before. */
  pool?: ZipPool;
}

/**
 * Writes the TFDS folder of a data set from its original archives, seen whole or not at all. The caller holds the lock.
 * @param archives paths, in the order of builder.archives
 * @throws ArchiveInvalidError, DataFolderError, InterruptedError; the unfinished folder is gone
 */
export async function prepareDataset(
  builder: DatasetBuilder<string>,
  archives: readonly string[],
  options: PrepareOptions,
): Promise<void> {
  const folder = versionFolder(options.dataDir, builder);
  const opened: OpenArchive[] = [];
  let unfinished: string | undefined;
  try {
    for (const file of archives)
      opened.push(options.opened?.get(file) ?? (await openArchive(file, builder, options)));
    const splits = builder.archives.map((archive, i) => ({
      name: archive.split,
      file: archives[i]!,
      archive: opened[i]!,
    }));
    mkdirSync(dirname(folder), { recursive: true });
    removeUnfinished(builder, options.dataDir);
    unfinished = `${folder}${UNFINISHED}${randomBytes(4).toString('hex')}`;
    mkdirSync(unfinished);
    const notice = await readNotice(
      builder,
      opened.flatMap(({ members }) => members),
    );
    await writePrepared(unfinished, builder, splits, {
      ...(notice ? { notice } : {}),
      signal: options.signal,
      onExample: (done, total) => options.onProgress({ kind: 'prepare', dataset: builder.name, done, total }),
    });
    renameSync(unfinished, folder);
  } catch (error) {
    if (unfinished) rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new DataFolderError(folder, error as NodeJS.ErrnoException);
    throw error;
  } finally {
    await Promise.all(opened.map((archive) => archive.close()));
  }
}

/** The file that names the photographers; of several that which lies nearest to the top. */
async function readNotice(
  builder: DatasetBuilder<string>,
  members: readonly ArchiveMember[],
): Promise<Notice | undefined> {
  const depth = ({ path }: ArchiveMember) => path.split('/').length;
  const [first] = members.filter(({ path }) => isNotice(builder, path)).sort((a, b) => depth(a) - depth(b));
  return first && { name: basename(first.path), bytes: Buffer.concat(await first.read()) };
}

/** What killed processes left; under the lock nobody else can be writing there. */
export function removeUnfinished(builder: DatasetBuilder<string>, dataDir: string): void {
  const folder = dirname(versionFolder(dataDir, builder));
  for (const name of readdirSync(folder))
    if (name.startsWith(`${builder.version}${UNFINISHED}`))
      rmSync(join(folder, name), { recursive: true, force: true });
}
