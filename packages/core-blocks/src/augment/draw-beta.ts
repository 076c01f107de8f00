import { randomUniform } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';

/**
 * Random numbers of a step from Beta(alpha, alpha), float32 [batch] in [0, 1]. From two uniform numbers u and v each,
 * without rejection: Student's t with 2 alpha degrees of freedom is sqrt(2 alpha (u^(-1/alpha) - 1)) cos(2 pi v) (Bailey
 * 1994, "Polar generation of random variates with the t-distribution"), and (1 + t / sqrt(2 alpha + t^2)) / 2 has the
 * symmetric beta distribution (Devroye 1996, "Random variate generation in one line of code").
 *
 * @param alpha above 0
 * @throws the engine's NoStepSeedError outside `withStepSeed`
 */
export function drawBeta(batch: number, alpha: number): tf.Tensor1D {
  return tf.tidy(() => {
    // 1 - u, as u may be 0; written with w = u^(1/alpha), which cannot overflow.
    const w = tf.pow(tf.sub(1, randomUniform([batch])), 1 / alpha);
    const cos = tf.cos(tf.mul(randomUniform([batch]), 2 * Math.PI));
    const rest = tf.sub(1, w);
    const length = tf.sqrt(tf.add(w, tf.mul(tf.square(cos), rest)));
    const along = tf.div(tf.mul(cos, tf.sqrt(rest)), length);
    return tf.clipByValue(tf.mul(tf.add(along, 1), 0.5), 0, 1) as tf.Tensor1D;
  });
}
