import type * as tf from '@tensorflow/tfjs';

/** The tensors behind a network's weights, in the order of `model.getWeights()`' two parts. */
export interface ModelVariables {
  /** What the optimizer changes. */
  trainable: tf.Variable[];
  /** Moving averages of batch normalization. */
  nonTrainable: tf.Variable[];
}

/** The variables of a network: what a compiled step, an optimizer or a checkpoint needs. */
export function modelVariables(model: tf.LayersModel): ModelVariables {
  return {
    trainable: model.trainableWeights.map(variableOf),
    nonTrainable: model.nonTrainableWeights.map(variableOf),
  };
}

/** tfjs keeps the variable of a layer's weight in a protected field; there is no public way to it. */
export function variableOf(weight: tf.LayerVariable): tf.Variable {
  return (weight as unknown as { val: tf.Variable }).val;
}
