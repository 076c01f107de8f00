import type { GradientClipping } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';

/**
 * Gradients held to an upper bound, as Keras' optimizers do before anything else
 * (https://keras.io/api/optimizers/#keras-optimizers): `norm` scales each gradient whose L2 norm is larger
 * (`clipnorm`), `globalNorm` scales all by the same factor when the L2 norm over all of them is larger
 * (`global_clipnorm`), `value` cuts each number to [-value, value] (`clipvalue`).
 *
 * @param gradients float32, of any shapes
 * @returns as many, of the same shapes; the given ones are left alone
 */
export function clipGradients(gradients: readonly tf.Tensor[], clipping: GradientClipping): tf.Tensor[] {
  return tf.tidy(() => {
    if ('value' in clipping) {
      const { value } = clipping;
      return gradients.map((gradient) => tf.clipByValue(gradient, -value, value));
    }
    if ('norm' in clipping) {
      const { norm } = clipping;
      return gradients.map((gradient) =>
        tf.div(tf.mul(gradient, norm), tf.maximum(tf.sqrt(sumOfSquares(gradient)), norm)),
      );
    }
    const { globalNorm } = clipping;
    const norm = tf.sqrt(tf.addN(gradients.map(sumOfSquares)));
    const scale = tf.div(globalNorm, tf.maximum(norm, globalNorm));
    return gradients.map((gradient) => tf.mul(gradient, scale));
  });
}

function sumOfSquares(gradient: tf.Tensor): tf.Scalar {
  return tf.sum(tf.square(gradient)) as tf.Scalar;
}
