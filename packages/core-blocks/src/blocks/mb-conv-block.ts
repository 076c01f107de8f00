import type * as tf from '@tensorflow/tfjs';
import { batchNormalization } from '../layers/batch-normalization.js';
import { depthwiseConv2d } from '../layers/depthwise-conv2d.js';
import { relu6 } from '../layers/relu.js';
import { addResidual } from './add-residual.js';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';
import { convBlock } from './conv-block.js';

export interface MbConvBlockOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** Number of output channels. */
  filters: number;
  /** How many times more channels the depthwise convolution sees; 6 when left out, 1: no expansion. */
  expansion?: number;
  /** Height and width of the depthwise window; 3 when left out. */
  kernelSize?: number;
  /** Step of the depthwise window; 1 when left out. */
  strides?: number;
  /** The connection around the block, where its output has the shape of its input; true when left out. */
  residual?: boolean;
  /** How slowly the moving averages of batch normalization follow; 0.99 when left out, as Keras has it. */
  momentum?: number;
  /** Added to the variance; 0.001 when left out, as Keras has it. */
  epsilon?: number;
}

/**
 * The inverted residual block of MobileNetV2 (Sandler et al. 2018), EfficientNet's MBConv without
 * squeeze-and-excitation: a 1x1 convolution to more channels, a depthwise convolution, a 1x1 convolution back to few
 * (linear: no activation), each normalized, with ReLU6 after the first two; the input is added where the shape stays.
 * It has no 1x1 projection and no drop-connect.
 *
 * [batch, height, width, channels] → [batch, ceil(height / strides), ceil(width / strides), filters], float32.
 *
 * @throws BlockError
 */
export function mbConvBlock(x: tf.SymbolicTensor, options: MbConvBlockOptions): tf.SymbolicTensor {
  const { name, filters, expansion = 6, kernelSize = 3, strides = 1, residual = true } = options;
  checkBlock(name, x, { filters, expansion, kernelSize, strides });
  const { momentum = 0.99, epsilon = 1e-3 } = options;
  const input = x;
  const pointwise = { kernelSize: 1, momentum, epsilon };
  if (expansion !== 1) {
    const wide = expansion * x.shape.at(-1)!;
    x = convBlock(x, { ...pointwise, name: `${name}_expand`, filters: wide, activation: 'relu6' });
  }
  const depthwise = { name: `${name}_depthwise_conv`, kernelSize, strides, useBias: false } as const;
  x = apply(depthwiseConv2d({ ...depthwise, padding: 'same' }), x);
  x = apply(batchNormalization({ name: `${name}_depthwise_bn`, momentum, epsilon }), x);
  x = apply(relu6({ name: `${name}_depthwise_relu` }), x);
  x = convBlock(x, { ...pointwise, name: `${name}_project`, filters, activation: false });
  const same = strides === 1 && filters === input.shape.at(-1);
  return residual && same ? addResidual(input, x, { name }) : x;
}
