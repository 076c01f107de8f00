import * as tf from '@tensorflow/tfjs';
import { BlockError } from '../errors.js';
import { conv2d } from '../layers/conv2d.js';
import { apply } from './apply.js';
import { checkBlock, describeShape } from './check-block.js';

export interface AddResidualOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** How much smaller the block made height and width; 1 when left out. */
  strides?: number;
  /** A bias in the 1x1 projection; true when left out. */
  useBias?: boolean;
  /** true: a 1x1 projection also where the shape stays; false when left out. */
  projection?: boolean;
}

/**
 * Adds a block's input to its output, so that the gradient has a way past the block (He et al. 2015). Where their
 * shapes differ, a 1x1 convolution projects the input: with `strides` 2 it also halves height and width.
 *
 * @param input [batch, height, width, channels]
 * @param output [batch, ceil(height / strides), ceil(width / strides), filters]
 * @returns the sum, of the output's shape
 * @throws BlockError where the two do not fit together
 */
export function addResidual(
  input: tf.SymbolicTensor,
  output: tf.SymbolicTensor,
  options: AddResidualOptions,
): tf.SymbolicTensor {
  const { name, strides = 1, useBias = true } = options;
  const filters = output.shape.at(-1)!;
  checkBlock(name, input, { strides });
  const expected = input.shape.map((size, axis) =>
    axis === 3 ? filters : axis === 0 ? null : Math.ceil(size! / strides),
  );
  if (expected.join() !== output.shape.join())
    throw new BlockError(
      name,
      `its input ${describeShape(input.shape)} with strides ${strides} cannot be added to its output ${describeShape(output.shape)}.`,
      "Make strides say how much smaller the block makes its input, and use padding 'same' inside.",
    );
  const projection = conv2d({
    name: `${name}_projection`,
    filters,
    kernelSize: 1,
    strides,
    padding: 'same',
    useBias,
  });
  const same = !options.projection && strides === 1 && filters === input.shape.at(-1);
  return apply(tf.layers.add({ name: `${name}_add` }), [output, same ? input : apply(projection, input)]);
}
