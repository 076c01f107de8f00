import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floatsOf } from './heap.js';

/**
 * Keeps every `stride`-th row and column, from the first on: what a 1x1 convolution with that stride reads. Copies whole
 * pixels, since the WASM `StridedSlice` walks single numbers.
 *
 * @param x float32 `[batch, height, width, channels]`
 * @param strides `[rows, columns]`, 1 or more
 * @returns float32 `[batch, ceil(height / rows), ceil(width / columns), channels]`, with a place of its own in memory
 */
export function subsample(wasm: BackendWasm, x: tf.Tensor4D, strides: [number, number]): tf.TensorInfo {
  const [batch, height, width, channels] = x.shape;
  const [rows, columns] = strides;
  const out = wasm.makeOutput(
    [batch, Math.ceil(height / rows), Math.ceil(width / columns), channels],
    'float32',
  );
  const from = floatsOf(wasm, x);
  const to = floatsOf(wasm, out);
  let at = 0;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < height; row += rows) {
      for (let column = 0; column < width; column += columns) {
        const pixel = ((image * height + row) * width + column) * channels;
        to.set(from.subarray(pixel, pixel + channels), at);
        at += channels;
      }
    }
  }
  return out;
}
