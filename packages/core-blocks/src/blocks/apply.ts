import type * as tf from '@tensorflow/tfjs';

/** Applies a layer to one symbolic tensor (or several, e.g. for `add`) that gives one. */
export function apply(layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}
