import * as tf from '@tensorflow/tfjs';

/**
 * Sums over the first `count` axes as products with rows of ones, which XNNPACK runs about ten times
 * faster than the transposition that the WASM `Sum` makes first. The last of the axes is summed apart, so that
 * partial sums stay short and float32 errors small.
 *
 * @param x float32 of any rank above `count`
 * @param count how many leading axes to sum over, 1 or more
 * @returns float32 of the remaining axes
 */
export function sumLeadingAxes(x: tf.Tensor, count: number): tf.Tensor {
  const kept = x.shape.slice(count);
  const keptSize = tf.util.sizeFromShape(kept);
  const last = x.shape[count - 1]!;
  const before = tf.util.sizeFromShape(x.shape.slice(0, count - 1));
  return tf.tidy(() => {
    const partial = before === 1 ? x : sumRows(x.reshape([before, last * keptSize]));
    return sumRows(partial.reshape([last, keptSize])).reshape(kept);
  });
}

function sumRows(x: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(tf.ones([1, x.shape[0]]), x);
}
