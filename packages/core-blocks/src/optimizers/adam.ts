import { adamUpdate } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { one } from './one.js';
import type { Optimizer } from './optimizer.js';
import { zerosLikeEach } from './zeros-like-each.js';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/**
 * Adam (Kingma & Ba 2014): each weight moves by its averaged gradient over the root of its averaged squared gradient,
 * both averages corrected for having started at 0. As in Keras (https://keras.io/api/optimizers/adam).
 */
export function adam(weights: readonly tf.Variable[]): Optimizer {
  const first = zerosLikeEach(weights);
  const second = zerosLikeEach(weights);
  // beta^t after t steps; variables, as a compiled step cannot count in JavaScript.
  const power1 = one();
  const power2 = one();
  return {
    state: [...first, ...second, power1, power2],
    apply(gradients, learningRate) {
      tf.tidy(() => {
        const beta1Power: tf.Scalar = tf.mul(power1, beta1);
        const beta2Power: tf.Scalar = tf.mul(power2, beta2);
        const step = { learningRate, beta1Power, beta2Power, beta1, beta2, epsilon };
        for (const [index, variable] of weights.entries())
          adamUpdate({ variable, m: first[index]!, v: second[index]! }, gradients[index]!, step);
        power1.assign(beta1Power);
        power2.assign(beta2Power);
      });
    },
  };
}
