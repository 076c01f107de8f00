import type { OptimizerSettings } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { OptimizerError } from '../errors.js';
import { adam } from './adam.js';
import { adamw } from './adamw.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

/** Changes weights by their gradients; made for a compiled step: all it remembers is in variables. */
export interface Optimizer {
  /** What it remembers between steps (moments, momentum); float32. */
  readonly state: tf.Variable[];
  /**
   * One step.
   * @param gradients one a weight, in the order of the weights, each of its weight's shape; float32
   * @param learningRate float32 scalar, a tensor so that a compiled step can take it as an input
   */
  apply(gradients: readonly tf.Tensor[], learningRate: tf.Scalar): void;
}

/**
 * The optimizer of a homework over these weights, with Keras' formulas and defaults
 * (https://keras.io/api/optimizers/). The learning rate of `settings` is the caller's to pass at each step.
 *
 * @throws OptimizerError for an unknown name, a momentum outside [0, 1) or a negative weight decay
 */
export function makeOptimizer(settings: OptimizerSettings, weights: readonly tf.Variable[]): Optimizer {
  const { name, momentum = 0, nesterov = false, weightDecay = 0.004 } = settings;
  if (!(momentum >= 0 && momentum < 1))
    throw new OptimizerError(
      `The optimizer's momentum is ${momentum}.`,
      'Choose a number from 0 to below 1, e.g. 0.9.',
    );
  if (!(weightDecay >= 0))
    throw new OptimizerError(
      `The optimizer's weight decay is ${weightDecay}.`,
      'Choose 0 or more, e.g. 0.004.',
    );
  switch (name) {
    case 'adam':
      return adam(weights);
    case 'adamw':
      return adamw(weights, weightDecay);
    case 'sgd':
      return sgd(weights, momentum, nesterov);
    case 'rmsprop':
      return rmsprop(weights, momentum);
    default:
      throw new OptimizerError(
        `There is no optimizer "${name satisfies never}".`,
        'Use one of: adam, adamw, sgd, rmsprop.',
      );
  }
}
