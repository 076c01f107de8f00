import * as tf from '@tensorflow/tfjs';
import { addResidual } from './add-residual.js';
import { apply } from './apply.js';
import { convBlock } from './conv-block.js';

export interface ResidualBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** Max pooling that halves height and width; false when left out. */
  pooling?: boolean;
  /** Batch normalization after each convolution; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** false: the same block without the connection around it; true when left out. */
  residual?: boolean;
}

/**
 * Two 3x3 convolutions, max pooling where asked, and a connection around them (`residual_block(x, filters,
 * pooling)` of Chollet, Deep Learning with Python, 2nd ed., listing 9.4): a 1x1 projection with strides 2 when
 * pooling, a plain 1x1 projection when only the number of channels changes, the input itself otherwise.
 *
 * [batch, height, width, channels] → [batch, height, width, filters], height and width halved (rounded up) when
 * pooling; float32.
 */
export function residualBlock(x: tf.SymbolicTensor, options: ResidualBlockOptions): tf.SymbolicTensor {
  const { name, filters, pooling = false, batchNorm = true, residual = true } = options;
  const half = { filters, batchNorm, momentum: options.momentum ?? 0.99 };
  const input = x;
  x = convBlock(x, { ...half, name: `${name}_sub1` });
  x = convBlock(x, { ...half, name: `${name}_sub2` });
  if (pooling)
    x = apply(tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 2, strides: 2, padding: 'same' }), x);
  return residual ? addResidual(input, x, { name, strides: pooling ? 2 : 1 }) : x;
}
