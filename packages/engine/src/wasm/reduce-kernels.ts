import * as tf from '@tensorflow/tfjs';
import { sumLeadingAxes } from './sum-leading-axes.js';

/**
 * `Sum` and `Mean` with a fast way for float32 over the leading axes (batch normalization and bias gradients); all
 * other calls go to the kernel given, which the WASM backend brings along.
 *
 * @param shipped the WASM backend's own `Sum` or `Mean`
 */
export function reduceLeadingAxesFast(shipped: tf.KernelConfig): tf.KernelConfig {
  return {
    ...shipped,
    kernelFunc: (args) => {
      const x = args.inputs.x as tf.Tensor;
      const { axis, keepDims } = args.attrs as unknown as { axis: number | number[]; keepDims?: boolean };
      const axes = tf.util.parseAxisParam(axis, x.shape).toSorted((a, b) => a - b);
      const count = axes.length;
      const areLeading = axes.every((value, index) => value === index);
      if (x.dtype !== 'float32' || x.size === 0 || !areLeading || count === 0 || count === x.rank) {
        return shipped.kernelFunc(args);
      }
      return tf.tidy(() => {
        const sum = sumLeadingAxes(x, count);
        const result = shipped.kernelName === tf.Mean ? tf.mul(sum, sum.size / x.size) : sum;
        return keepDims ? result.reshape([...axes.map(() => 1), ...result.shape]) : result;
      });
    },
  };
}
