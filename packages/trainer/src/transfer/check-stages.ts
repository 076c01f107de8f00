import { type TrainingSettings, trainingStages } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { TrainingPlanError } from '../errors.js';
import { freezeBase } from './freeze-base.js';
import { splitHead } from './split-head.js';

/**
 * Makes sure that each stage of a fine-tuning has as many layers as it wants to unfreeze, and something to train in
 * them.
 * @param model thrown away afterwards: its layers are frozen
 * @param who names the experiment
 * @throws TrainingPlanError
 */
export function checkStages(model: tf.LayersModel, training: TrainingSettings, who: string): void {
  if (training.transfer?.method !== 'fine-tuning') return;
  const { base } = splitHead(model);
  for (const [index, { unfrozenLayers }] of trainingStages(training).entries()) {
    const place = `${who}: "transfer.stages[${index}].unfrozenLayers" is ${unfrozenLayers}`;
    if (unfrozenLayers !== 'all' && unfrozenLayers > base.length)
      throw new TrainingPlanError(
        `${place}, and the network has ${base.length} layers below its head.`,
        `Write a number up to ${base.length}, or "all".`,
      );
    freezeBase(model, unfrozenLayers);
    const trained = base.filter((layer) => layer.trainableWeights.length > 0);
    if (unfrozenLayers !== 0 && trained.length === 0)
      throw new TrainingPlanError(
        `${place}, but the top ${unfrozenLayers} layers below the head have no weights to train (batch normalization stays frozen).`,
        `Unfreeze more of its ${base.length} layers; teamnet summary lists them.`,
      );
  }
}
