import { createHash } from 'node:crypto';

/**
 * A permutation of 0 … count-1 that depends on nothing but seed and epoch (Fisher-Yates; Knuth, TAOCP 2, 3.4.2).
 * @param epoch another epoch gives another order
 */
export function shuffledIndices(count: number, seed: number, epoch: number): Uint32Array {
  const next = sfc32(createHash('sha256').update(`${seed}/${epoch}`).digest());
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const kept = indices[i]!;
    indices[i] = indices[j]!;
    indices[j] = kept;
  }
  return indices;
}

/** Doty-Humphrey's small fast counter generator (PractRand), uniform in [0, 1). */
export function sfc32(seed: Buffer): () => number {
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => seed.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
}
