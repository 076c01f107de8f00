import * as tf from '@tensorflow/tfjs';
import { addResidual } from './add-residual.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';
import { separableConvBlock } from './separable-conv-block.js';
import { squeezeExcitation } from './squeeze-excitation.js';

export interface XceptionBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** The connection around the block, with its 1x1 projection; true when left out. */
  residual?: boolean;
  /** Batch normalization before each ReLU; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance; 0.001 when left out, as Keras has it. */
  epsilon?: number;
  /** Depthwise separable convolutions; true when left out. */
  separable?: boolean;
  /** Squeeze-and-excitation (ratio 16) of what the block adds to its input; false when left out. */
  squeezeExcitation?: boolean;
}

/**
 * One block of mini-Xception: twice (batch normalization → ReLU → separable convolution), then max pooling 3x3 with
 * strides 2, plus the input through a 1x1 convolution with strides 2 (Chollet, Deep Learning with Python, 2nd ed.,
 * section 9.3.5; the architecture is Chollet 2017, "Xception").
 *
 * [batch, height, width, channels] → [batch, ceil(height / 2), ceil(width / 2), filters], float32.
 *
 * @throws BlockError
 */
export function xceptionBlock(x: tf.SymbolicTensor, options: XceptionBlockOptions): tf.SymbolicTensor {
  const { name, filters, residual = true, batchNorm = true, separable = true } = options;
  checkBlock(name, x, { filters });
  const { momentum = 0.99, epsilon = 1e-3 } = options;
  const half = { filters, batchNorm, separable, momentum, epsilon };
  const input = x;
  x = separableConvBlock(x, { ...half, name: `${name}_sub1` });
  x = separableConvBlock(x, { ...half, name: `${name}_sub2` });
  x = apply(tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 3, strides: 2, padding: 'same' }), x);
  if (options.squeezeExcitation) x = squeezeExcitation(x, { name });
  return residual ? addResidual(input, x, { name, strides: 2, useBias: !batchNorm }) : x;
}
