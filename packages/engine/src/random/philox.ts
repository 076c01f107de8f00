/**
 * The uniform numbers in [0, 1) that TensorFlow's `StatelessRandomUniform` draws for a seed, bit by bit, so that every
 * engine augments and drops out alike: Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"),
 * its key and counter made of the seed as in tensorflow/core/kernels/stateless_random_ops.cc.
 *
 * @param seed two int32
 * @param length how many numbers
 */
export function philoxUniform(seed: ArrayLike<number>, length: number): Float32Array {
  const block = new Uint32Array(4);
  // TensorFlow takes int32 seeds as int64: the upper halves hold the sign.
  philox([seed[0]! | 0, seed[0]! >> 31, seed[1]! | 0, seed[1]! >> 31], 0x3ec8f720, 0x02461e29, block);
  const [key0, key1, counter2, counter3] = block as unknown as [number, number, number, number];
  const values = new Float32Array(length);
  for (let at = 0; at < length; at += 4) {
    philox([at / 4, 0, counter2, counter3], key0, key1, block);
    const count = Math.min(4, length - at);
    // The lower 23 bits are the fraction of a float32 between 1 and 2, from which 1 is taken.
    for (let i = 0; i < count; i++) values[at + i] = (block[i]! & 0x7fffff) / 2 ** 23;
  }
  return values;
}

/** One block of four 32-bit numbers: ten rounds over a counter of four words with a key of two. */
function philox(
  counter: readonly [number, number, number, number],
  key0: number,
  key1: number,
  out: Uint32Array,
): void {
  let [a, b, c, d] = counter;
  for (let round = 0; round < 10; round++) {
    const low0 = Math.imul(a, 0xd2511f53);
    const low1 = Math.imul(c, 0xcd9e8d57);
    const high0 = multiplyHigh(a, 0xd2511f53);
    const high1 = multiplyHigh(c, 0xcd9e8d57);
    a = high1 ^ b ^ key0;
    b = low1;
    c = high0 ^ d ^ key1;
    d = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(x: number, y: number): number {
  const [xLow, xHigh] = [x & 0xffff, x >>> 16];
  const [yLow, yHigh] = [y & 0xffff, y >>> 16];
  const middle = xHigh * yLow + ((xLow * yLow) >>> 16);
  return (xHigh * yHigh + Math.floor((middle + xLow * yHigh) / 65536)) | 0;
}
