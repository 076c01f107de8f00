import type { TrainingStage } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { splitHead } from './split-head.js';

/**
 * Freezes a network below its head but for the top layers, counted as in Keras' guides, activations included
 * (https://keras.io/guides/transfer_learning). Batch normalization stays frozen in all of them: it keeps the moving
 * averages, the scale and the shift of what it was pretrained on.
 * @returns how many layers below the head are not frozen
 */
export function freezeBase(model: tf.LayersModel, unfrozen: TrainingStage['unfrozenLayers']): number {
  const { base } = splitHead(model);
  const count = unfrozen === 'all' ? base.length : Math.min(unfrozen, base.length);
  for (const layer of model.layers) layer.trainable = true;
  for (const [index, layer] of base.entries())
    layer.trainable = index >= base.length - count && layer.getClassName() !== 'BatchNormalization';
  return count;
}

/** Makes all layers trainable again, as they are saved. */
export function unfreeze(model: tf.LayersModel): void {
  for (const layer of model.layers) layer.trainable = true;
}
