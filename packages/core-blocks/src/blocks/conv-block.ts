import * as tf from '@tensorflow/tfjs';
import { batchNormalization } from '../layers/batch-normalization.js';
import { conv2d } from '../layers/conv2d.js';
import { relu6 } from '../layers/relu.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';

export interface ConvBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** Height and width of the window; 3 when left out. */
  kernelSize?: number;
  /** Step of the window; 1 when left out. */
  strides?: number;
  /** `same` keeps height and width, `valid` takes only whole windows; `same` when left out. */
  padding?: 'same' | 'valid';
  /** Batch normalization between convolution and activation; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance, so that nothing is divided by 0; 0.001 when left out, as Keras has it. */
  epsilon?: number;
  /** true: ReLU at the end, `relu6`: one that stops at 6, false: none; true when left out. */
  activation?: boolean | 'relu6';
}

/**
 * Convolution → batch normalization → ReLU, "the right way" of the lecture: no bias before the normalization (its
 * beta is one already) and the activation after it (Chollet, Deep Learning with Python, 2nd ed., section 9.3.3).
 * With `batchNorm: false` the convolution has its bias again.
 *
 * [batch, height, width, channels] → [batch, height', width', filters], float32.
 *
 * @throws BlockError
 */
export function convBlock(x: tf.SymbolicTensor, options: ConvBlockOptions): tf.SymbolicTensor {
  const { name, filters, kernelSize = 3, strides = 1, padding = 'same' } = options;
  checkBlock(name, x, { filters, kernelSize, strides });
  const { batchNorm = true, momentum = 0.99, epsilon = 1e-3, activation = true } = options;
  x = apply(conv2d({ name: `${name}_conv`, filters, kernelSize, strides, padding, useBias: !batchNorm }), x);
  if (batchNorm) x = apply(batchNormalization({ name: `${name}_bn`, momentum, epsilon }), x);
  if (activation === 'relu6') return apply(relu6({ name: `${name}_relu` }), x);
  return activation ? apply(tf.layers.reLU({ name: `${name}_relu` }), x) : x;
}
