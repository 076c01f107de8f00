import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ImageFolderError } from '../errors.js';
import { fileProblem } from '../file-problem.js';
import { isImageName, isPassedOver } from './image-names.js';

/** An image file below a folder. */
export interface FoundImage {
  /** Absolute path. */
  file: string;
  /** Names of the folders between the root and the file, outermost first. */
  folders: string[];
  name: string;
  bytes: number;
  /** Why it cannot be read; only where such files were asked for. */
  broken?: string;
}

/**
 * All JPEG and PNG files below a folder, in the order of their paths. Hidden files and folders and other kinds of
 * files are left out.
 * @param keepBroken gives an unreadable or empty image file back with the reason instead of throwing
 * @throws ImageFolderError for an unreadable folder, a file of zero bytes, and a leaf folder without an image
 */
export function findImages(root: string, keepBroken = false, folders: string[] = []): FoundImage[] {
  const folder = join(root, ...folders);
  const found: FoundImage[] = [];
  let folderCount = 0;
  for (const entry of entriesOf(folder)) {
    if (isPassedOver(entry.name)) continue;
    const file = join(folder, entry.name);
    const stats = entry.isDirectory() ? undefined : statOf(file, keepBroken);
    if (stats === undefined || (stats !== 'unreadable' && stats.isDirectory())) {
      folderCount++;
      if (entry.isSymbolicLink()) refuseCircle(folder, file);
      found.push(...findImages(root, keepBroken, [...folders, entry.name]));
    } else if (isImageName(entry.name)) {
      const image = { file, folders, name: entry.name };
      const problem = brokenness(stats);
      if (stats !== 'unreadable' && problem === undefined) found.push({ ...image, bytes: stats.size });
      else if (keepBroken) found.push({ ...image, bytes: 0, broken: problem! });
      else
        throw new ImageFolderError(
          file,
          `${problem}.`,
          'Remove or replace that image, or leave it out with --skip-broken.',
        );
    }
  }
  if (found.length === 0 && folderCount === 0)
    throw new ImageFolderError(
      folder,
      'the folder holds no JPEG or PNG.',
      'Put images into it or remove it.',
    );
  return found;
}

/** A link to a folder above itself would be followed round and round. */
function refuseCircle(folder: string, link: string): void {
  const [here, there] = [realpathSync(folder), realpathSync(link)];
  if (here !== there && !here.startsWith(there + sep)) return;
  throw new ImageFolderError(link, 'is a link to a folder that it lies in.', 'Remove that link.');
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOTDIR' ? 'is no folder' : `cannot be read: ${fileProblem(error)}`;
    throw new ImageFolderError(
      folder,
      `${problem}.`,
      'Check the path: it must be a folder of images.',
      error,
    );
  }
}

function statOf(file: string, keepBroken: boolean): Stats | 'unreadable' {
  try {
    return statSync(file);
  } catch (error) {
    if (keepBroken) return 'unreadable';
    throw new ImageFolderError(
      file,
      `cannot be read: ${(error as Error).message}.`,
      'Remove that file.',
      error,
    );
  }
}

/** A pipe or a device would be waited for forever. */
function brokenness(stats: Stats | 'unreadable'): string | undefined {
  if (stats === 'unreadable') return 'the file cannot be read';
  if (!stats.isFile()) return 'it is no file';
  return stats.size === 0 ? 'the file is empty' : undefined;
}
