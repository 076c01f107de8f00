import { type Dirent, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ImageFolderError } from '../errors.js';

/** An image file below a folder. */
export interface FoundImage {
  /** Absolute path. */
  file: string;
  /** Names of the folders between the root and the file, outermost first. */
  folders: string[];
  name: string;
  bytes: number;
}

const EXTENSIONS = new Set(['.jpg', '.jpeg', '.png']);

/**
 * All JPEG and PNG files below a folder, in the order of their paths. Hidden files and folders and other kinds of
 * files are left out.
 * @throws ImageFolderError for an unreadable folder, a file of zero bytes, and a leaf folder without an image
 */
export function findImages(root: string, folders: string[] = []): FoundImage[] {
  const folder = join(root, ...folders);
  const found: FoundImage[] = [];
  let folderCount = 0;
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
    const file = join(folder, entry.name);
    const stats = entry.isDirectory() ? undefined : statOf(file);
    if (!stats || stats.isDirectory()) {
      folderCount++;
      found.push(...findImages(root, [...folders, entry.name]));
    } else if (EXTENSIONS.has(extname(entry.name).toLowerCase())) {
      if (stats.size === 0)
        throw new ImageFolderError(file, 'the file is empty.', 'Remove or replace that image.');
      found.push({ file, folders, name: entry.name, bytes: stats.size });
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

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new ImageFolderError(
      folder,
      `cannot be read: ${(error as Error).message}.`,
      'Check the path.',
      error,
    );
  }
}

function statOf(file: string) {
  try {
    return statSync(file);
  } catch (error) {
    throw new ImageFolderError(
      file,
      `cannot be read: ${(error as Error).message}.`,
      'Remove that file.',
      error,
    );
  }
}
