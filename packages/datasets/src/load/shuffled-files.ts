import { shuffledIndices } from '../decode/shuffled-indices.js';
import type { FilePart } from './file-parts.js';

/**
 * Parts with their files in another order, and those of one file as they are: what TFDS' `shuffle_files` does to
 * shards. Of an image folder every image is a file.
 */
export function shuffledFiles(parts: readonly FilePart[], seed: number, iteration: number): FilePart[] {
  const byFile = new Map<string, FilePart[]>();
  for (const part of parts) {
    if (!byFile.has(part.file)) byFile.set(part.file, []);
    byFile.get(part.file)!.push(part);
  }
  const files = [...byFile.values()];
  return [...shuffledIndices(files.length, seed, iteration)].flatMap((index) => files[index]!);
}
