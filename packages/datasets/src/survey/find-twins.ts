import { HASH_WORDS } from './perceptual-hash.js';
import type { SurveyedExample } from './survey-examples.js';

/**
 * Bits of 128 that two photos of one scene may differ in. On tf_flowers all pairs up to 13 are the same photo or the
 * next one of a series, coloured or cropped anew; from 14 on there are daisies beside dandelions.
 */
export const NEAR_BITS = 13;

/** Two examples that show the same, by their places in the survey. */
export interface Twins {
  first: number;
  second: number;
  /** Are the files' bytes the same? */
  identical: boolean;
}

/** All pairs of examples with equal bytes or nearly equal looks, in the order of the survey. */
export function findTwins(examples: readonly SurveyedExample[]): Twins[] {
  const words = new Uint32Array(examples.length * HASH_WORDS);
  examples.forEach(({ hash }, index) => {
    words.set(hash, index * HASH_WORDS);
  });
  const twins: Twins[] = [];
  for (let first = 0; first < examples.length; first++)
    for (let second = first + 1; second < examples.length; second++) {
      if (!isNear(words, first * HASH_WORDS, second * HASH_WORDS)) continue;
      const identical = examples[first]!.sha256 === examples[second]!.sha256;
      twins.push({ first, second, identical });
    }
  return twins;
}

function isNear(words: Uint32Array, a: number, b: number): boolean {
  let bits = 0;
  for (let word = 0; word < HASH_WORDS; word++) bits += countBits(words[a + word]! ^ words[b + word]!);
  return bits <= NEAR_BITS;
}

/** Bits set in a 32-bit integer, counted in parallel (H. Warren, Hacker's Delight, 5-1). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
