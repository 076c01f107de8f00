import { basename } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import type { OpenArchive } from './archive-member.js';
import { openTgz, type TgzOptions } from './open-tgz.js';
import { openZip } from './open-zip.js';

/** Opens an original archive by the end of its name. @throws ArchiveInvalidError */
export function openArchive(
  file: string,
  builder: DatasetBuilder<string>,
  options: TgzOptions,
): Promise<OpenArchive> {
  if (file.endsWith('.zip')) return openZip(file);
  const wanted = (path: string) => builder.member(path) !== null || isNotice(builder, path);
  return openTgz(file, wanted, options);
}

/** Whether a file of an archive names the photographers. */
export function isNotice({ credits }: DatasetBuilder<string>, path: string): boolean {
  return credits !== undefined && 'notice' in credits && basename(path) === credits.notice;
}
