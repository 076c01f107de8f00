import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { sha256OfFile } from '../download/sha256-of-file.js';
import { ArchiveInvalidError, DataFolderError } from '../errors.js';
import { inMebibytes, MOST_TGZ_BYTES, MOST_TGZ_RATIO } from '../limits.js';
import type { ArchiveMember } from '../prepare/archive-member.js';
import type { DecodedNames } from '../prepare/decode-zip-names.js';
import { openTgz } from '../prepare/open-tgz.js';
import { type OpenZip, openZip } from '../prepare/open-zip.js';
import { ZipPool } from '../prepare/zip-pool.js';
import { isImageName, isPassedOver } from './image-names.js';

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
 * Unpacks the images of a zip or tgz into the cache, seen whole or not at all; once for each content of the archive.
 * @param refuseNames is given the paths of all images before anything is written, and may throw
 * @throws ArchiveInvalidError: no archive, broken, a bomb, no image, a link, a path that leads outside, an image twice,
 *   empty or of more than 64 MiB; DataFolderError for a cache that cannot be written
 */
export async function unpackImages(
  archive: string,
  cacheDir: string,
  refuseNames: (paths: readonly string[]) => void,
): Promise<UnpackedImages> {
  try {
    const sha256 = await sha256OfFile(archive);
    const target = join(cacheDir, 'unpacked', sha256.slice(0, 32));
    // A zip's names are read each time: they lie under the encoding that they are found to be in.
    if (!isZip(archive) && existsSync(target))
      return { folder: topOf(target, filesIn(target)), guessed: null };
    return await openAndUnpack(archive, target, refuseNames);
  } catch (error) {
    if (!(error instanceof ArchiveInvalidError)) throw error;
    throw new ArchiveInvalidError(archive, error.problem, error, REMEDY);
  }
}

async function openAndUnpack(
  archive: string,
  place: string,
  refuseNames: (paths: readonly string[]) => void,
): Promise<UnpackedImages> {
  const opened = await open(archive);
  try {
    const images = opened.members
      .map((member) => ({ ...member, parts: partsOf(member.path) }))
      .filter(({ parts }) => isImage(parts));
    if (images.length === 0) throw new ArchiveInvalidError(archive, 'holds no JPEG or PNG.');
    refuseNames(images.map(({ parts }) => parts.join('/')));
    refuseOdd(archive, images);
    refuseBomb(archive, images);
    const { guessed } = opened;
    const target = guessed ? `${place}-${guessed.name}` : place;
    if (!existsSync(target)) await unpack(archive, images, target);
    const paths = images.map(({ parts }) => parts);
    return { folder: topOf(target, paths), guessed };
  } finally {
    await opened.close();
  }
}

async function open(archive: string): Promise<OpenZip> {
  // Its members are read here, one after the other.
  if (isZip(archive)) return openZip(archive, new ZipPool(0));
  const opened = await openTgz(archive, (path) => isImage(partsOf(path)), { listLinks: true });
  return { ...opened, guessed: null };
}

function isZip(archive: string): boolean {
  return archive.toLowerCase().endsWith('.zip');
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
    if (path.includes('\ufffd')) throw refuse('has a name that is not UTF-8, as it should be');
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
  return !parts.some(isPassedOver) && isImageName(parts.at(-1) ?? '');
}

function filesIn(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep));
}

/** Archives mostly hold one folder with everything in it; the last folder is the label and is kept. */
function topOf(target: string, paths: readonly string[][]): string {
  const [first = []] = paths;
  let depth = 0;
  while (paths.every((path) => path.length > depth + 2 && path[depth] === first[depth])) depth++;
  return join(target, ...first.slice(0, depth));
}
