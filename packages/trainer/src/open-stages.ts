import { makeOptimizer, modelVariables, type Optimizer } from '@teamnet/core-blocks';
import { type TrainingSettings, type TrainingStage, trainingStages } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { freezeBase } from './transfer/freeze-base.js';
import { splitHead } from './transfer/split-head.js';

/** A stage of a training with the weights that it trains. */
export interface NetworkStage extends TrainingStage {
  /** From 1. */
  number: number;
  /** Layers below the head that are trained. */
  unfrozen: number;
  trained: tf.Variable[];
  optimizer: Optimizer;
  /** Numbers in the network's own weights that are trained, and that are not. */
  trainable: number;
  frozen: number;
}

/**
 * The stages of a training, each with its optimizer; one where it is no fine-tuning. The network's layers are frozen
 * as the last stage wants them: batch normalization as all want it.
 * @param adapters trained in all of them
 */
export function openStages(
  model: tf.LayersModel,
  training: TrainingSettings,
  adapters: readonly tf.Variable[],
): NetworkStage[] {
  const freezes = freezesBase(training);
  const total = model.countParams();
  return trainingStages(training).map((stage, index) => {
    const unfrozen = freezes ? freezeBase(model, stage.unfrozenLayers) : splitHead(model).base.length;
    const own = modelVariables(model).trainable;
    const trained = [...own, ...adapters];
    const trainable = own.reduce((sum, { size }) => sum + size, 0);
    const optimizer = makeOptimizer(training.optimizer, trained);
    return {
      ...stage,
      number: index + 1,
      unfrozen,
      trained,
      optimizer,
      trainable,
      frozen: total - trainable,
    };
  });
}

/** Whether a training freezes layers by itself (adapters do it in their own way). */
export function freezesBase({ transfer }: TrainingSettings): boolean {
  return transfer?.method === 'feature-extraction' || transfer?.method === 'fine-tuning';
}
