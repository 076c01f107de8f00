import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from './optimizer.js';
import { zerosLikeEach } from './zeros-like-each.js';

/**
 * Stochastic gradient descent: `w -= learningRate * g`; with momentum each weight has a velocity,
 * `v = momentum * v - learningRate * g` and `w += v`, in Nesterov's form `w += momentum * v - learningRate * g`
 * (https://keras.io/api/optimizers/sgd).
 */
export function sgd(weights: readonly tf.Variable[], momentum: number, nesterov: boolean): Optimizer {
  const velocities = momentum > 0 ? zerosLikeEach(weights) : [];
  return {
    state: velocities,
    apply(gradients, learningRate) {
      tf.tidy(() => {
        for (const [index, weight] of weights.entries()) {
          const step = tf.mul(gradients[index]!, learningRate);
          const velocity = velocities[index];
          if (!velocity) weight.assign(tf.sub(weight, step));
          else {
            const next = tf.sub(tf.mul(velocity, momentum), step);
            velocity.assign(next);
            const ahead = nesterov ? tf.sub(tf.mul(next, momentum), step) : next;
            weight.assign(tf.add(weight, ahead));
          }
        }
      });
    },
  };
}
