import type { Sentence } from './sentences-of.js';

/** Values of each sentence. */
const BANDS = 4;
/** Minima in each value: more make it rarer, so that sentences on one subject seldom share one. */
const ROWS = 3;

/**
 * What is kept of a discussion to find others like it: of each sentence four values, each made of the smallest hashes
 * of its pieces under three orders. Two sentences share a value with the probability J³, where J is the share of their
 * pieces that they have in common (MinHash and banding: Broder, "On the resemblance and containment of documents",
 * 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4).
 */
export function sketchOf(sentences: readonly Sentence[]): number[] {
  const sketch = new Set<number>();
  for (const { shingles } of sentences)
    for (let band = 0; band < BANDS; band++) {
      let value = band;
      for (let row = 0; row < ROWS; row++) value = mix(value ^ smallest(shingles, band * ROWS + row + 1));
      sketch.add(value);
    }
  return [...sketch];
}

/** The smallest of the hashes in one of many orders. */
function smallest(hashes: Uint32Array, order: number): number {
  const key = Math.imul(order, 0x9e3779b1);
  let least = 0xffffffff;
  for (let place = 0; place < hashes.length; place++) {
    const value = mix(hashes[place]! ^ key);
    if (value < least) least = value;
  }
  return least;
}

/** The finalizer of MurmurHash3, 32 bits. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
