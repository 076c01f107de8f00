/** A batch of noise: images uint8 [batch, size, size, 3] and labels int32 [batch] of five classes. */
export function noiseBatch(batch: number, size: number): { images: Uint8Array; labels: Int32Array } {
  return {
    // Knuth's multiplicative hash: any noise does.
    images: Uint8Array.from({ length: batch * size * size * 3 }, (_, i) => Math.imul(i, 2654435761) >>> 24),
    labels: Int32Array.from({ length: batch }, (_, i) => i % 5),
  };
}
