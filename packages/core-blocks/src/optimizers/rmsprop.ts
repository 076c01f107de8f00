import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from './optimizer.js';
import { zerosLikeEach } from './zeros-like-each.js';

const rho = 0.9;
const epsilon = 1e-7;

/**
 * RMSprop (Hinton's lecture 6e): `v = rho * v + (1 - rho) * g²`, then `w -= learningRate * g / sqrt(v + epsilon)`;
 * with momentum that step goes into a velocity first. As in Keras (https://keras.io/api/optimizers/rmsprop).
 */
export function rmsprop(weights: readonly tf.Variable[], momentum: number): Optimizer {
  const squares = zerosLikeEach(weights);
  const velocities = momentum > 0 ? zerosLikeEach(weights) : [];
  return {
    state: [...squares, ...velocities],
    apply(gradients, learningRate) {
      tf.tidy(() => {
        for (const [index, weight] of weights.entries()) {
          const gradient = gradients[index]!;
          const square = squares[index]!;
          const nextSquare = tf.add(tf.mul(square, rho), tf.mul(tf.square(gradient), 1 - rho));
          square.assign(nextSquare);
          let step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(nextSquare, epsilon)));
          const velocity = velocities[index];
          if (velocity) {
            step = tf.add(tf.mul(velocity, momentum), step);
            velocity.assign(step);
          }
          weight.assign(tf.sub(weight, step));
        }
      });
    },
  };
}
