import * as tf from '@tensorflow/tfjs';
import { BlockError } from '../errors.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';
import { convBlock } from './conv-block.js';

export interface InceptionBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels, of all four branches together; at least 8. */
  filters: number;
  /** Batch normalization after each convolution; true when left out. */
  batchNorm?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance; 0.001 when left out, as Keras has it. */
  epsilon?: number;
}

/**
 * Four looks at the same feature maps side by side, concatenated (Szegedy et al. 2014, "Going Deeper with
 * Convolutions", figure 2b): 1x1, 1x1 → 3x3, 1x1 → 5x5, and 3x3 max pooling → 1x1. The 1x1 convolutions before the
 * large windows keep them cheap. The channels are shared out as in the paper's block 3a: 1/4 to the 1x1, 1/2 to the
 * 3x3 (from 3/8), 1/8 to the 5x5 (from 1/16), 1/8 to the pooling; what rounding leaves goes to the 3x3.
 *
 * [batch, height, width, channels] → [batch, height, width, filters], float32.
 *
 * @throws BlockError
 */
export function inceptionBlock(x: tf.SymbolicTensor, options: InceptionBlockOptions): tf.SymbolicTensor {
  const { name, filters, batchNorm = true, momentum = 0.99, epsilon = 1e-3 } = options;
  checkBlock(name, x, { filters });
  if (filters < 8)
    throw new BlockError(
      name,
      `${filters} filters cannot be shared out to four branches.`,
      'Make it at least 8 filters.',
    );
  const conv = (from: tf.SymbolicTensor, branch: string, channels: number, kernelSize: number) =>
    convBlock(from, {
      name: `${name}_${branch}`,
      filters: channels,
      kernelSize,
      batchNorm,
      momentum,
      epsilon,
    });
  const part = (share: number) => Math.max(1, Math.round(share * filters));
  const [narrow, wide, pooled] = [part(1 / 4), part(1 / 8), part(1 / 8)];
  const pool = tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 3, strides: 1, padding: 'same' });
  const branches = [
    conv(x, '1x1', narrow, 1),
    conv(conv(x, '3x3_reduce', part(3 / 8), 1), '3x3', filters - narrow - wide - pooled, 3),
    conv(conv(x, '5x5_reduce', part(1 / 16), 1), '5x5', wide, 5),
    conv(apply(pool, x), 'pool', pooled, 1),
  ];
  return apply(tf.layers.concatenate({ name: `${name}_concatenate`, axis: 3 }), branches);
}
