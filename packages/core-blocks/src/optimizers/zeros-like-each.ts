import * as tf from '@tensorflow/tfjs';

/** For each weight a variable of its shape that starts at 0, which training does not touch by itself. */
export function zerosLikeEach(weights: readonly tf.Variable[]): tf.Variable[] {
  return weights.map((weight) => tf.tidy(() => tf.variable(tf.zeros(weight.shape), false)));
}
