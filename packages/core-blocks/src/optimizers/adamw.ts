import * as tf from '@tensorflow/tfjs';
import { one } from './one.js';
import type { Optimizer } from './optimizer.js';
import { zerosLikeEach } from './zeros-like-each.js';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/**
 * AdamW (Loshchilov & Hutter 2019): Adam, with each weight also shrinking by `learningRate * weightDecay` of itself
 * (decoupled: the decay does not go through the averages). As in Keras (https://keras.io/api/optimizers/adamw), which
 * decays all weights.
 */
export function adamw(weights: readonly tf.Variable[], weightDecay: number): Optimizer {
  const first = zerosLikeEach(weights);
  const second = zerosLikeEach(weights);
  // beta^t after t steps; variables, as a compiled step cannot count in JavaScript.
  const power1 = one();
  const power2 = one();
  return {
    state: [...first, ...second, power1, power2],
    apply(gradients, learningRate) {
      tf.tidy(() => {
        power1.assign(tf.mul(power1, beta1));
        power2.assign(tf.mul(power2, beta2));
        const rate = tf.mul(learningRate, tf.div(tf.sqrt(tf.sub(1, power2)), tf.sub(1, power1)));
        const keep = tf.sub(1, tf.mul(learningRate, weightDecay));
        for (const [index, weight] of weights.entries()) {
          const gradient = gradients[index]!;
          const m = first[index]!;
          const v = second[index]!;
          m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1)));
          v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2)));
          const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
          // One assignment, not a decay and engine's adamUpdate: in a compiled step those would be two writers.
          weight.assign(tf.sub(tf.mul(weight, keep), step));
        }
      });
    },
  };
}
