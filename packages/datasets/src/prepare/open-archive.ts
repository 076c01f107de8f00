import { basename } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import type { OpenArchive } from './archive-member.js';
import { openTgz, type TgzOptions } from './open-tgz.js';
import { openZip } from './open-zip.js';
import type { ZipPool } from './zip-pool.js';

interface Options extends TgzOptions {
  /** Threads for a zip, where some were started before. */
  pool?: ZipPool | undefined;
}

/** Opens an original archive by the end of its name. @throws ArchiveInvalidError */
export function openArchive(
  file: string,
  builder: DatasetBuilder<string>,
  options: Options,
): Promise<OpenArchive> {
  if (isZip(file)) return openZip(file, options.pool);
  const wanted = (path: string) => builder.member(path) !== null || isNotice(builder, path);
  return openTgz(file, wanted, options);
}

/** Whether an archive can be read in any order, and only when it is whole. */
export function isZip(file: string): boolean {
  return file.endsWith('.zip');
}

/** Whether a file of an archive names the photographers. */
export function isNotice({ credits }: DatasetBuilder<string>, path: string): boolean {
  // The end first: the paths are thousands.
  return (
    credits !== undefined &&
    'notice' in credits &&
    path.endsWith(credits.notice) &&
    basename(path) === credits.notice
  );
}
