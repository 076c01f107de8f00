import * as tf from '@tensorflow/tfjs';
import { BlockError } from '../errors.js';
import { addResidual } from './add-residual.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';
import { convBlock } from './conv-block.js';
import { squeezeExcitation } from './squeeze-excitation.js';

export interface ResidualBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** Max pooling that halves height and width; false when left out. */
  pooling?: boolean;
  /** Step of the first convolution, in place of pooling; 1 when left out. */
  strides?: number;
  /** Batch normalization after each convolution; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance; 0.001 when left out, as Keras has it. */
  epsilon?: number;
  /** false: the same block without the connection around it; true when left out. */
  residual?: boolean;
  /** true: a 1x1 projection also where the shape stays; false, only where it must be, when left out. */
  projection?: boolean;
  /** Squeeze-and-excitation (ratio 16) of what the block adds to its input; false when left out. */
  squeezeExcitation?: boolean;
}

/**
 * Two 3x3 convolutions, max pooling where asked, and a connection around them (`residual_block(x, filters,
 * pooling)` of Chollet, Deep Learning with Python, 2nd ed., listing 9.4): a 1x1 projection with strides 2 when
 * pooling, a plain 1x1 projection when only the number of channels changes, the input itself otherwise. With
 * `strides` the first convolution makes height and width smaller instead, as in ResNet (He et al. 2015).
 *
 * [batch, height, width, channels] → [batch, height, width, filters], height and width halved when pooling, or
 * divided by `strides` (rounded up); float32.
 *
 * @throws BlockError
 */
export function residualBlock(x: tf.SymbolicTensor, options: ResidualBlockOptions): tf.SymbolicTensor {
  const { name, filters, pooling = false, batchNorm = true, residual = true } = options;
  const { strides = 1, projection = false, momentum = 0.99, epsilon = 1e-3 } = options;
  checkBlock(name, x, { filters, strides });
  if (pooling && strides > 1)
    throw new BlockError(name, 'it has both pooling and strides.', 'Leave one of them out.');
  const half = { filters, batchNorm, momentum, epsilon };
  const input = x;
  x = convBlock(x, { ...half, name: `${name}_sub1`, strides });
  x = convBlock(x, { ...half, name: `${name}_sub2` });
  if (pooling)
    x = apply(tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 2, strides: 2, padding: 'same' }), x);
  if (options.squeezeExcitation) x = squeezeExcitation(x, { name });
  return residual ? addResidual(input, x, { name, strides: pooling ? 2 : strides, projection }) : x;
}
