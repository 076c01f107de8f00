import * as tf from '@tensorflow/tfjs';
import { apply } from './apply.js';

export interface RescaleOptions {
  /** Factor; 1/255 when left out. */
  scale?: number;
  /** Added after the factor; 0 when left out. */
  offset?: number;
}

/** Pixels 0..255 to 0..1: `Rescaling(1/255)`, the first layer of a network. The shape stays. */
export function rescale(x: tf.SymbolicTensor, options: RescaleOptions = {}): tf.SymbolicTensor {
  return apply(tf.layers.rescaling({ name: 'rescaling', scale: 1 / 255, ...options }), x);
}
