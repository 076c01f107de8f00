import * as tf from '@tensorflow/tfjs';
import { asWasm } from './heap.js';
import { sumLeadingAxes } from './sum-leading-axes.js';

/**
 * `Sum` and `Mean` with a fast way for float32 over the leading axes (batch normalization and bias gradients); all
 * other calls go to the kernel given, which the WASM backend brings along.
 *
 * @param shipped the WASM backend's own `Sum` or `Mean`
 */
export function reduceLeadingAxes(shipped: tf.KernelConfig): tf.KernelConfig {
  return {
    ...shipped,
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: tf.TensorInfo };
      const { axis, keepDims } = args.attrs as unknown as { axis: number | number[]; keepDims?: boolean };
      const axes = tf.util.parseAxisParam(axis, x.shape).toSorted((a, b) => a - b);
      const count = axes.length;
      const areLeading = axes.every((value, index) => value === index);
      const size = tf.util.sizeFromShape(x.shape);
      if (x.dtype !== 'float32' || size === 0 || !areLeading || count === 0 || count === x.shape.length) {
        return shipped.kernelFunc(args);
      }
      const rows = tf.util.sizeFromShape(x.shape.slice(0, count));
      const result = sumLeadingAxes(
        asWasm(args.backend),
        x,
        count,
        shipped.kernelName === tf.Mean ? 1 / rows : 1,
      );
      if (keepDims) result.shape = [...axes.map(() => 1), ...result.shape];
      return result;
    },
  };
}
