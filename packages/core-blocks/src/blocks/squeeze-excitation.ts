import * as tf from '@tensorflow/tfjs';
import { apply } from './apply.js';
import { checkBlock } from './check-block.js';

export interface SqueezeExcitationOptions {
  /** Prefix of its layers' names, e.g. `block1`; unique in the network. */
  name: string;
  /** How many times fewer units the first dense layer has than there are channels; 16 when left out, as in the paper. */
  ratio?: number;
}

/**
 * Squeeze-and-excitation (Hu, Shen & Sun 2018): the mean of each channel over the image goes through two small dense
 * layers (ReLU, sigmoid) that say how much of each channel to keep; the feature maps are multiplied with that. With
 * fewer channels than `ratio` the first dense layer has one unit.
 *
 * [batch, height, width, channels] → the same shape, float32. Parameters: two dense layers with biases,
 * channels → channels / ratio → channels.
 *
 * @throws BlockError
 */
export function squeezeExcitation(
  x: tf.SymbolicTensor,
  options: SqueezeExcitationOptions,
): tf.SymbolicTensor {
  const { name, ratio = 16 } = options;
  checkBlock(name, x, { ratio });
  const channels = x.shape.at(-1)!;
  const dense = { kernelInitializer: 'glorotUniform' } as const;
  let gate = apply(tf.layers.globalAveragePooling2d({ name: `${name}_se_squeeze` }), x);
  const units = Math.max(1, Math.floor(channels / ratio));
  gate = apply(tf.layers.dense({ ...dense, name: `${name}_se_reduce`, units, activation: 'relu' }), gate);
  const back = { ...dense, units: channels, activation: 'sigmoid' } as const;
  gate = apply(tf.layers.dense({ ...back, name: `${name}_se_expand` }), gate);
  gate = apply(tf.layers.reshape({ name: `${name}_se_reshape`, targetShape: [1, 1, channels] }), gate);
  return apply(tf.layers.multiply({ name: `${name}_se_scale` }), [x, gate]);
}
