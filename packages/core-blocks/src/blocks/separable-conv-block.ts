import * as tf from '@tensorflow/tfjs';
import { batchNormalization } from '../layers/batch-normalization.js';
import { conv2d } from '../layers/conv2d.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';

export interface SeparableConvBlockOptions {
  /** Prefix of its layers' names, e.g. `block1_sub1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** false: an ordinary 3x3 convolution in place of the separable one; true when left out. */
  separable?: boolean;
  /** false: no normalization, and the convolution has a bias; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance; 0.001 when left out, as Keras has it. */
  epsilon?: number;
}

/**
 * Batch normalization → ReLU → 3x3 depthwise separable convolution, the pre-activation half of a mini-Xception
 * block (Chollet, Deep Learning with Python, 2nd ed., section 9.3.5). A separable convolution looks at each channel
 * alone (3x3 weights a channel) and then mixes the channels point by point (1x1): 64 → 64 channels take
 * 576 + 4,096 = 4,672 weights where an ordinary 3x3 convolution takes 36,864.
 *
 * [batch, height, width, channels] → [batch, height, width, filters], float32.
 *
 * @throws BlockError
 */
export function separableConvBlock(
  x: tf.SymbolicTensor,
  options: SeparableConvBlockOptions,
): tf.SymbolicTensor {
  const { name, filters, separable = true, batchNorm = true, momentum = 0.99, epsilon = 1e-3 } = options;
  checkBlock(name, x, { filters });
  const convolution = { filters, kernelSize: 3, padding: 'same', useBias: !batchNorm } as const;
  if (batchNorm) x = apply(batchNormalization({ name: `${name}_bn`, momentum, epsilon }), x);
  x = apply(tf.layers.reLU({ name: `${name}_relu` }), x);
  return separable
    ? apply(tf.layers.separableConv2d({ ...convolution, name: `${name}_sepconv` }), x)
    : apply(conv2d({ ...convolution, name: `${name}_conv` }), x);
}
