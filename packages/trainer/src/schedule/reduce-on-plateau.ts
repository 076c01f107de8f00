import type { Epoch } from '@teamnet/records';

export interface ReduceOnPlateauOptions {
  learningRate: number;
  factor?: number;
  /** Epochs. */
  patience?: number;
  minDelta?: number;
  /** Epochs. */
  cooldown?: number;
  minLearningRate?: number;
}

/**
 * The learning rate after the epochs of a history: reduced to `factor` of itself, but not below `minLearningRate`,
 * each time the validation loss made no new low for `patience` epochs; a low must be lower by `minDelta`, and
 * `cooldown` epochs after a reduction are not counted. The rules and defaults of Keras' ReduceLROnPlateau
 * (https://keras.io/api/callbacks/reduce_lr_on_plateau), read off the history alone.
 */
export function reduceOnPlateau(
  history: readonly Pick<Epoch, 'validationLoss'>[],
  options: ReduceOnPlateauOptions,
): number {
  const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0, minLearningRate = 0 } = options;
  let { learningRate } = options;
  let [best, wait, resting] = [Infinity, 0, 0];
  for (const { validationLoss } of history) {
    if (resting > 0) {
      resting--;
      wait = 0;
    }
    if (validationLoss < best - minDelta) {
      best = validationLoss;
      wait = 0;
      continue;
    }
    if (resting > 0) continue;
    wait++;
    if (wait < patience || learningRate <= minLearningRate) continue;
    learningRate = Math.max(learningRate * factor, minLearningRate);
    resting = cooldown;
    wait = 0;
  }
  return learningRate;
}
