import { createHash } from 'node:crypto';

/**
 * The order in which TFDS writes the examples of a split: by md5 of split name and key, read as a number.
 * Source: tensorflow_datasets/core/shuffle.py and hashing.py (salt = split name).
 */
export function shuffledOrder<T extends { key: string }>(split: string, examples: readonly T[]): T[] {
  return examples
    .map((example) => ({ example, hash: hashOf(split, example.key) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : Number(a.hash > b.hash)))
    .map(({ example }) => example);
}

/** As text of one character a byte, which is compared soonest. */
function hashOf(split: string, key: string): string {
  return createHash('md5').update(split).update(key).digest('binary');
}
