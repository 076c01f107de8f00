import type { InputRule } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { ExportLayerError } from '../errors.js';

/** An array of numbers that goes into a file, row-major. */
export interface ExportedTensor {
  /** Within its layer, e.g. `kernel` or `moving_mean`. */
  name: string;
  shape: number[];
  values: Float32Array;
}

/** One layer as data. */
export interface ExportedLayer {
  name: string;
  /** Keras class, e.g. `SeparableConv2D`. */
  className: string;
  /** As Keras writes it: keys with underscores, `channels_last`. */
  config: Readonly<Record<string, unknown>>;
  /** Names of the layers that it takes its inputs from, in order. */
  inputs: string[];
  /** Without the batch. */
  shape: number[];
  /** In the order of Keras' `layer.weights`. */
  tensors: ExportedTensor[];
}

/** What a file says beside the network. */
export interface ExportInfo {
  /** Names in the order of the logits. */
  labels: readonly string[];
  /** How photos become the pixels that it takes. */
  input: InputRule;
  /** When the training began, ISO 8601; for files that hold a date. */
  date: string;
  /** Where it comes from, e.g. `team-3/baseline/tf_flowers`. */
  source: string;
}

/** A network as data, ready to be written in any format. Input: raw pixels 0..255; output: logits. */
export interface ExportedNetwork extends ExportInfo {
  name: string;
  /** Input first, each after those that it takes from; the last gives the logits. */
  layers: ExportedLayer[];
}

interface LayerJson {
  name: string;
  class_name: string;
  config: Record<string, unknown>;
  inbound_nodes: [string, number, number, object][][];
}

/**
 * Reads a network off its tfjs form; its variables must hold the weights.
 * @throws ExportLayerError for a layer that is used twice
 */
export function exportedNetwork(model: tf.LayersModel, info: ExportInfo): ExportedNetwork {
  const json = model.toJSON(null, false) as unknown as { config: { layers: LayerJson[] } };
  const byName = new Map(json.config.layers.map((layer) => [layer.name, layer]));
  const layers = model.layers.map((layer): ExportedLayer => {
    const { class_name: className, config, inbound_nodes: nodes } = byName.get(layer.name)!;
    if (nodes.length > 1)
      throw new ExportLayerError(layer.name, className, 'another format', 'is used in more than one place');
    const [, ...shape] = layer.outputShape as [null, ...number[]];
    return {
      name: layer.name,
      className,
      config,
      inputs: (nodes[0] ?? []).map(([name]) => name),
      shape,
      tensors: layer.weights.map((weight) => ({
        name: weight.originalName.split('/').at(-1)!,
        shape: weight.shape as number[],
        values: weight.read().dataSync() as Float32Array,
      })),
    };
  });
  return { name: model.name, layers, ...info };
}
