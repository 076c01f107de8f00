import { shuffledIndices } from '../decode/shuffled-indices.js';
import type { StoredExample } from '../example-store.js';

/**
 * Examples with their files in another order, and within each file as they are: what TFDS' `shuffle_files` does to
 * shards. Of an image folder every image is a file.
 */
export function shuffledFiles(
  examples: readonly StoredExample[],
  seed: number,
  iteration: number,
): StoredExample[] {
  const byFile = new Map<string, StoredExample[]>();
  for (const example of examples) {
    if (!byFile.has(example.file)) byFile.set(example.file, []);
    byFile.get(example.file)!.push(example);
  }
  const files = [...byFile.values()];
  return [...shuffledIndices(files.length, seed, iteration)].flatMap((index) => files[index]!);
}
