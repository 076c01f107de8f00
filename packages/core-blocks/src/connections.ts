import type * as tf from '@tensorflow/tfjs';

/** Which layers each layer of a network takes its input from, by name; in the order of its inputs. */
export function connectionsOf(model: tf.LayersModel): Map<string, string[]> {
  const inModel = new Set(model.layers.map((layer) => layer.name));
  return new Map(
    model.layers.map((layer) => [
      layer.name,
      layer.inboundNodes
        .flatMap((node) => node.inboundLayers.map((inbound) => inbound.name))
        .filter((name) => inModel.has(name)),
    ]),
  );
}
