import type { LayerRow } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { connectionsOf } from './connections.js';

/** What `model.summary()` of Keras says, as data. */
export interface ModelSummary {
  /** Numbers of single weights. */
  parameters: { total: number; trainable: number; nonTrainable: number };
  /** One row a layer, in the order of the network; the input is the first. */
  layers: LayerRow[];
}

/** Layers, output shapes, parameters and connections of a network, as in Keras' `model.summary()`. */
export function summarize(model: tf.LayersModel): ModelSummary {
  const connections = connectionsOf(model);
  const trainable = countWeights(model.trainableWeights);
  const nonTrainable = countWeights(model.nonTrainableWeights);
  return {
    parameters: { total: trainable + nonTrainable, trainable, nonTrainable },
    layers: model.layers.map((layer) => ({
      name: layer.name,
      type: layer.getClassName(),
      outputShape: layer.outputShape as (number | null)[],
      parameters: countWeights(layer.weights),
      connectedTo: connections.get(layer.name)!,
    })),
  };
}

function countWeights(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce(
    (sum, weight) => sum + weight.shape.reduce<number>((product, size) => product * size!, 1),
    0,
  );
}
