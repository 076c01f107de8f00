import { randomUniform } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';

/**
 * Random numbers of a step, normal with mean 0 and standard deviation 1, float32, by Box & Muller (1958): two from two
 * uniform ones, for each entry of the first dimension by itself.
 * @throws the engine's NoStepSeedError outside `withStepSeed`
 */
export function drawNormal<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Tensor<R> {
  return tf.tidy(() => {
    const [batch = 1, ...rest] = shape as number[];
    const length = tf.util.sizeFromShape(rest);
    const half = [batch, Math.ceil(length / 2)];
    // 1 - u, as u may be 0.
    const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, randomUniform(half))), -2));
    const angle = tf.mul(randomUniform(half), 2 * Math.PI);
    const both = tf.concat([tf.mul(radius, tf.cos(angle)), tf.mul(radius, tf.sin(angle))], 1);
    return tf.reshape(tf.slice(both, [0, 0], [batch, length]), shape);
  });
}
