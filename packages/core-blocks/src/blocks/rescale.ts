import * as tf from '@tensorflow/tfjs';
import { apply } from './apply.js';

/** Pixels 0..255 to 0..1: `Rescaling(1/255)`, the first layer of every network. The shape stays. */
export function rescale(x: tf.SymbolicTensor): tf.SymbolicTensor {
  return apply(tf.layers.rescaling({ name: 'rescaling', scale: 1 / 255 }), x);
}
