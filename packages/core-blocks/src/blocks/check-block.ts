import * as tf from '@tensorflow/tfjs';
import { BlockError } from '../errors.js';

/**
 * Checks what a block is given before it makes its layers: feature maps, and sizes that can be.
 *
 * @param name of the block, as the error says it
 * @param x should be [batch, height, width, channels]
 * @param sizes whole numbers of at least 1, by their option's name
 * @throws BlockError
 */
export function checkBlock(
  name: string,
  x: tf.SymbolicTensor,
  sizes: Readonly<Record<string, number>>,
): void {
  if (typeof name !== 'string' || name === '')
    throw new BlockError(
      String(name),
      'it has no name.',
      "Give each block a name of its own: { name: 'block1', … }.",
    );
  checkSizes(name, sizes);
  checkInput(name, x);
  if (x.shape.length !== 4)
    throw new BlockError(
      name,
      `it is given ${describeShape(x.shape)}, and needs feature maps [batch, height, width, channels].`,
      'Put it before the layer that makes a vector of them (flatten, global average pooling, classifierHead).',
    );
}

/**
 * @throws BlockError for a size that is no whole number of at least 1
 */
export function checkSizes(name: string, sizes: Readonly<Record<string, number>>): void {
  for (const [option, size] of Object.entries(sizes))
    if (!(Number.isInteger(size) && size >= 1))
      throw new BlockError(
        name,
        `${option} is ${size === undefined ? 'missing' : JSON.stringify(size)}.`,
        `Make ${option} a whole number of at least 1.`,
      );
}

/**
 * @throws BlockError where it is not the output of a layer, e.g. the layer itself
 */
export function checkInput(name: string, x: tf.SymbolicTensor): void {
  if (!(x instanceof tf.SymbolicTensor))
    throw new BlockError(
      name,
      'it is given something else than the output of a layer.',
      'Apply each layer to what comes before it: x = blocks.apply(layer, x).',
    );
}

/** A shape in words, e.g. `[batch, 24, 24, 64]`. */
export function describeShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? 'batch').join(', ')}]`;
}
