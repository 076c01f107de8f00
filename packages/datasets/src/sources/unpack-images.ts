import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { sha256OfFile } from '../download/sha256-of-file.js';
import { ArchiveInvalidError, DataFolderError } from '../errors.js';
import { inMebibytes, MOST_TGZ_BYTES, MOST_TGZ_RATIO } from '../limits.js';
import type { ArchiveMember } from '../prepare/archive-member.js';
import type { DecodedNames } from '../prepare/decode-zip-names.js';
import { openZip } from '../prepare/open-zip.js';
import { ZipPool } from '../prepare/zip-pool.js';

const EXTENSIONS = new Set(['.jpg', '.jpeg', '.png']);
/** Of a path in the archive. Systems take from 260 (Windows) to 4,096, and folders to any depth are hard to remove. */
const MOST_PATH_CHARACTERS = 1000;
const REMEDY = 'Pack the folder of the images anew, or name the folder itself in homework.json.';

/** An image of an archive, and the names on the way to it. */
interface PackedImage extends ArchiveMember {
  parts: string[];
}

/** The images of an archive, unpacked. */
export interface UnpackedImages extends Pick<DecodedNames, 'guessed'> {
  /** Absolute path of the folder that holds the folders of the splits or labels. */
  folder: string;
}

/**
 * Unpacks the images of a zip into the cache, seen whole or not at all; once for each content of the zip.
 * @param refuseNames is given the paths of all images before anything is written, and may throw
 * @throws ArchiveInvalidError: no zip, broken, a bomb, no image, a link, a path that leads outside, an image twice,
 *   empty or of more than 64 MiB; DataFolderError for a cache that cannot be written
 */
export async function unpackImages(
  archive: string,
  cacheDir: string,
  refuseNames: (paths: readonly string[]) => void,
): Promise<UnpackedImages> {
  try {
    return await openAndUnpack(archive, join(cacheDir, 'unpacked'), refuseNames);
  } catch (error) {
    if (!(error instanceof ArchiveInvalidError)) throw error;
    throw new ArchiveInvalidError(archive, error.problem, error, REMEDY);
  }
}

async function openAndUnpack(
  archive: string,
  cache: string,
  refuseNames: (paths: readonly string[]) => void,
): Promise<UnpackedImages> {
  const sha256 = await sha256OfFile(archive);
  // Its members are read here, one after the other.
  const zip = await openZip(archive, new ZipPool(0));
  try {
    const images = zip.members
      .map((member) => ({ ...member, parts: partsOf(member.path) }))
      .filter(({ parts }) => isImage(parts));
    if (images.length === 0) throw new ArchiveInvalidError(archive, 'holds no JPEG or PNG.');
    refuseNames(images.map(({ parts }) => parts.join('/')));
    refuseOdd(archive, images);
    refuseBomb(archive, images);
    // Names that are read in another way lie in another folder.
    const target = join(cache, [sha256.slice(0, 32), zip.guessed?.name].filter(Boolean).join('-'));
    if (!existsSync(target)) await unpack(archive, images, target);
    return { folder: join(target, ...commonFolders(images)), guessed: zip.guessed };
  } finally {
    await zip.close();
  }
}

async function unpack(archive: string, images: readonly PackedImage[], target: string): Promise<void> {
  const unfinished = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    for (const { path, parts, read } of images) {
      const file = join(unfinished, ...parts);
      mkdirSync(dirname(file), { recursive: true });
      // Systems differ in what they take for the same name.
      if (existsSync(file)) throw new ArchiveInvalidError(archive, `member "${path}" is in it twice.`);
      writeFileSync(file, Buffer.concat(await read()));
    }
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was first.
    if (existsSync(target)) return;
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const problem = error as NodeJS.ErrnoException;
    if (problem.code === 'ENAMETOOLONG')
      throw new ArchiveInvalidError(archive, 'a path in it is too long for this system.', error);
    throw new DataFolderError(dirname(target), problem);
  }
}

/** What would be no image once it is unpacked. */
function refuseOdd(archive: string, images: readonly PackedImage[]): void {
  const files = new Set(images.map(({ parts }) => parts.join('/')));
  for (const { path, parts, isLink, bytes } of images) {
    const refuse = (problem: string) => new ArchiveInvalidError(archive, `member "${path}" ${problem}.`);
    if (parts.join('/').length > MOST_PATH_CHARACTERS) throw refuse('has too long a path');
    if (isLink) throw refuse('is a link, not the image itself');
    if (bytes === 0) throw refuse('is empty');
    if (parts.some((_, depth) => depth > 0 && files.has(parts.slice(0, depth).join('/'))))
      throw refuse('lies in another image');
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

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Hidden files and what macOS adds are none, as in a folder. */
function isImage(parts: readonly string[]): boolean {
  const isHidden = parts.some((part) => part.startsWith('.') || part === '__MACOSX');
  return !isHidden && EXTENSIONS.has(extname(parts.at(-1) ?? '').toLowerCase());
}

/** Zips mostly hold one folder with everything in it; the last folder is the label and is kept. */
function commonFolders(images: readonly PackedImage[]): string[] {
  const first = images[0]?.parts ?? [];
  let depth = 0;
  while (images.every(({ parts }) => parts.length > depth + 2 && parts[depth] === first[depth])) depth++;
  return first.slice(0, depth);
}
