import type { LayerRow } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { connectionsOf } from './connections.js';
import { layerCost } from './layer-cost.js';

/** What `model.summary()` of Keras says, as data. */
export interface ModelSummary {
  /** Numbers of single weights. */
  parameters: { total: number; trainable: number; nonTrainable: number };
  /** Floating-point operations of the forward pass for one image; a multiply-add counts as 2. */
  flops: number;
  /** Bytes of all layers' outputs for one image, float32. */
  activationBytes: number;
  /** One row a layer, in the order of the network; the input is the first. */
  layers: Required<LayerRow>[];
}

/**
 * Layers, output shapes, parameters and connections of a network, as in Keras' `model.summary()`, with what each layer
 * costs for one image (`layerCost`).
 */
export function summarize(model: tf.LayersModel): ModelSummary {
  const connections = connectionsOf(model);
  const trainable = countWeights(model.trainableWeights);
  const nonTrainable = countWeights(model.nonTrainableWeights);
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    type: layer.getClassName(),
    outputShape: layer.outputShape as (number | null)[],
    parameters: countWeights(layer.weights),
    nonTrainable: countWeights(layer.nonTrainableWeights),
    ...layerCost(layer),
    connectedTo: connections.get(layer.name)!,
  }));
  const sum = (of: 'flops' | 'activationBytes') => layers.reduce((total, layer) => total + layer[of], 0);
  return {
    parameters: { total: trainable + nonTrainable, trainable, nonTrainable },
    flops: sum('flops'),
    activationBytes: sum('activationBytes'),
    layers,
  };
}

/** Numbers of single weights. */
export function countWeights(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce(
    (sum, weight) => sum + weight.shape.reduce<number>((product, size) => product * size!, 1),
    0,
  );
}
