import type * as tf from '@tensorflow/tfjs';
import { asWasm, floatsOf } from './heap.js';

/**
 * `Tile` with a fast way for float32 tensors that are repeated as a whole, such as the statistics of batch normalization
 * in its gradient (`[1, 1, 1, channels]` to `[batch, height, width, channels]`); all other calls go to the kernel given.
 *
 * @param shipped the WASM backend's own `Tile`
 */
export function tileWhole(shipped: tf.KernelConfig): tf.KernelConfig {
  return {
    ...shipped,
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: tf.TensorInfo };
      const { reps } = args.attrs as unknown as tf.TileAttrs;
      const lastRepeated = reps.findLastIndex((times) => times !== 1);
      const isWhole = x.shape.slice(0, Math.max(0, lastRepeated)).every((length) => length === 1);
      if (x.dtype !== 'float32' || !isWhole || x.shape.length !== reps.length)
        return shipped.kernelFunc(args);
      const wasm = asWasm(args.backend);
      const out = wasm.makeOutput(
        x.shape.map((length, axis) => length * reps[axis]!),
        'float32',
      );
      repeat(floatsOf(wasm, x), floatsOf(wasm, out));
      return out;
    },
  };
}

/** Fills `out` with `x` over and over, each copy twice as long as the one before. */
function repeat(x: Float32Array, out: Float32Array): void {
  if (out.length === 0) return;
  out.set(x);
  for (let done = x.length; done < out.length; done *= 2)
    out.copyWithin(done, 0, Math.min(done, out.length - done));
}
