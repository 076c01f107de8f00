import { createHash } from 'node:crypto';

/**
 * The order in which TFDS writes the examples of a split: by md5 of split name and key, read as a number.
 * Source: tensorflow_datasets/core/shuffle.py and hashing.py (salt = split name).
 */
export function shuffledOrder<T extends { key: string }>(split: string, examples: readonly T[]): T[] {
  return examples
    .map((example) => ({ example, hash: createHash('md5').update(split).update(example.key).digest() }))
    .sort((a, b) => a.hash.compare(b.hash))
    .map(({ example }) => example);
}
