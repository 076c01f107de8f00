import { modelVariables } from '@teamnet/core-blocks';
import { type TrainingSettings, trainingStages } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { freezeBase, unfreeze } from './freeze-base.js';

/** What of a network a stage of a training with a transfer trains. */
export interface StageCount {
  /** Layers below the head that are not frozen. */
  unfrozenLayers: number;
  /** Numbers that are trained. */
  trainable: number;
  /** Numbers that stay as they are, moving averages included. */
  frozen: number;
}

/** Counts what each stage of a feature extraction or fine-tuning trains; empty for every other training. */
export function countStages(model: tf.LayersModel, training: TrainingSettings): StageCount[] {
  const method = training.transfer?.method;
  if (method !== 'feature-extraction' && method !== 'fine-tuning') return [];
  const total = model.countParams();
  const counts = trainingStages(training).map((stage) => {
    const unfrozenLayers = freezeBase(model, stage.unfrozenLayers);
    const trainable = modelVariables(model).trainable.reduce((sum, { size }) => sum + size, 0);
    return { unfrozenLayers, trainable, frozen: total - trainable };
  });
  unfreeze(model);
  return counts;
}
