import type * as tf from '@tensorflow/tfjs';

/** What leaves the numbers of an image as they are, but for their arrangement, between the last features and the head. */
const POOLING = new Set(['GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'Flatten']);

/** A network in two parts: what is pretrained, and the head that is trained on top of it. */
export interface SplitNetwork {
  /** Input of the first layer of `head`: one row of numbers an image, [batch, …]. */
  features: tf.SymbolicTensor;
  /** In the order in which they are applied: dropout where there is one, then the dense layer of the logits. */
  head: tf.layers.Layer[];
  /** The pretrained layers from the first to the top one, without those that pool or flatten. */
  base: tf.layers.Layer[];
}

/** Finds where the head of a network begins: its last layer, and the dropout before it. */
export function splitHead(model: tf.LayersModel): SplitNetwork {
  const head = [model.outputLayers[0]!];
  let features = head[0]!.input as tf.SymbolicTensor;
  while (features.sourceLayer.getClassName() === 'Dropout') {
    head.unshift(features.sourceLayer);
    features = features.sourceLayer.input as tf.SymbolicTensor;
  }
  const others = new Set<tf.layers.Layer>(head);
  for (let layer = features.sourceLayer; POOLING.has(layer.getClassName()); ) {
    others.add(layer);
    layer = (layer.input as tf.SymbolicTensor).sourceLayer;
  }
  return { features, head, base: model.layers.filter((layer) => !others.has(layer)) };
}
