import { accessSync, constants, existsSync } from 'node:fs';
import { lstat, readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FolderDiagnosis } from './diagnosis.js';

/**
 * Whether a folder is there or can be made, and the space on its disk. Changes nothing.
 * @param options.measure also add up what it holds
 */
export async function diagnoseFolder(
  name: string,
  path: string,
  options: { measure?: boolean } = {},
): Promise<FolderDiagnosis> {
  const exists = existsSync(path);
  let nearest = path;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  const { bavail, bsize } = await statfs(nearest);
  const folder = { name, path, exists, writable: isWritable(nearest), freeBytes: bavail * bsize };
  return options.measure && exists ? { ...folder, usedBytes: await sizeOf(path) } : folder;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Links count as nothing: what they point to lies elsewhere. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sizeOf(path);
    return entry.isFile() ? (await lstat(path)).size : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
