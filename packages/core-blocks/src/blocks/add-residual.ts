import * as tf from '@tensorflow/tfjs';
import { conv2d } from '../layers/conv2d.js';
import { apply } from './apply.js';

export interface AddResidualOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** How much smaller the block made height and width; 1 when left out. */
  strides?: number;
  /** A bias in the 1x1 projection; true when left out. */
  useBias?: boolean;
}

/**
 * Adds a block's input to its output, so that the gradient has a way past the block (He et al. 2015). Where their
 * shapes differ, a 1x1 convolution projects the input: with `strides` 2 it also halves height and width.
 *
 * @param input [batch, height, width, channels]
 * @param output [batch, ceil(height / strides), ceil(width / strides), filters]
 * @returns the sum, of the output's shape
 */
export function addResidual(
  input: tf.SymbolicTensor,
  output: tf.SymbolicTensor,
  options: AddResidualOptions,
): tf.SymbolicTensor {
  const { name, strides = 1, useBias = true } = options;
  const filters = output.shape.at(-1)!;
  const projection = conv2d({
    name: `${name}_projection`,
    filters,
    kernelSize: 1,
    strides,
    padding: 'same',
    useBias,
  });
  const same = strides === 1 && filters === input.shape.at(-1);
  return apply(tf.layers.add({ name: `${name}_add` }), [output, same ? input : apply(projection, input)]);
}
