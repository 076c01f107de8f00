import type * as tf from '@tensorflow/tfjs';

/** A layer and how many networks it lies in beside the outermost. */
export interface NestedLayer {
  layer: tf.layers.Layer;
  depth: number;
}

/** The layers of a network in their order, with those of nested networks in place of these. */
export function everyLayer(model: tf.LayersModel, depth = 0): NestedLayer[] {
  return model.layers.flatMap((layer) =>
    isNetwork(layer) ? everyLayer(layer, depth + 1) : [{ layer, depth }],
  );
}

function isNetwork(layer: tf.layers.Layer): layer is tf.layers.Layer & tf.LayersModel {
  return Array.isArray((layer as unknown as { layers?: unknown }).layers);
}
