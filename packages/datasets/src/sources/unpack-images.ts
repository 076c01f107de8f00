import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { sha256OfFile } from '../download/sha256-of-file.js';
import { ArchiveInvalidError, DataFolderError } from '../errors.js';
import { inMebibytes, MOST_TGZ_BYTES, MOST_TGZ_RATIO } from '../limits.js';
import type { ArchiveMember } from '../prepare/archive-member.js';
import { openZip } from '../prepare/open-zip.js';

const EXTENSIONS = new Set(['.jpg', '.jpeg', '.png']);

/**
 * Unpacks the images of a zip into the cache, seen whole or not at all; once for each content of the zip.
 * @returns absolute path of the folder that holds the folders of the splits or labels
 * @throws ArchiveInvalidError: no zip, broken, a bomb, no image, a path that leads outside, an image twice or of more
 *   than 64 MiB; DataFolderError for a cache that cannot be written
 */
export async function unpackImages(archive: string, cacheDir: string): Promise<string> {
  const target = join(cacheDir, 'unpacked', (await sha256OfFile(archive)).slice(0, 32));
  const zip = await openZip(archive);
  try {
    const images = zip.members.filter(({ path }) => isImage(path));
    if (images.length === 0) throw new ArchiveInvalidError(archive, 'holds no JPEG or PNG.');
    refuseBomb(archive, images);
    if (!existsSync(target)) await unpack(archive, images, target);
    return join(target, ...commonFolders(images.map(({ path }) => path.split('/'))));
  } finally {
    await zip.close();
  }
}

async function unpack(archive: string, images: readonly ArchiveMember[], target: string): Promise<void> {
  const unfinished = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    for (const { path, read } of images) {
      const file = join(unfinished, ...path.split('/'));
      if (existsSync(file)) throw new ArchiveInvalidError(archive, `member "${path}" is in it twice.`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.concat(await read()));
    }
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was first.
    if (existsSync(target)) return;
    if (error instanceof Error && 'syscall' in error)
      throw new DataFolderError(dirname(target), error as NodeJS.ErrnoException);
    throw error;
  }
}

/** It must not fill the disk; photos hardly shrink in a zip. */
function refuseBomb(archive: string, images: readonly ArchiveMember[]): void {
  const { size } = statSync(archive);
  const unpacked = images.reduce((sum, { bytes }) => sum + bytes, 0);
  if (unpacked > MOST_TGZ_BYTES && unpacked > MOST_TGZ_RATIO * size)
    throw new ArchiveInvalidError(
      archive,
      `unpacks to ${inMebibytes(unpacked)}, more than ${MOST_TGZ_RATIO} times its size.`,
    );
}

/** Hidden files and what macOS adds are none, as in a folder. */
function isImage(path: string): boolean {
  const hidden = path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
  return !hidden && EXTENSIONS.has(extname(path).toLowerCase());
}

/** Zips mostly hold one folder with everything in it; the last folder is the label and is kept. */
function commonFolders(paths: readonly string[][]): string[] {
  const [first = []] = paths;
  let depth = 0;
  while (paths.every((path) => path.length > depth + 2 && path[depth] === first[depth])) depth++;
  return first.slice(0, depth);
}
