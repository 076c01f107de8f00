import * as tf from '@tensorflow/tfjs';
import { apply } from '../blocks/apply.js';
import { classifierHead } from '../blocks/classifier-head.js';
import { convBlock } from '../blocks/conv-block.js';
import { rescale } from '../blocks/rescale.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  batchNorm: toggle(false),
  globalPooling: toggle(false),
  dropout: share(0.5),
  sizes: channels(32, 64, 128, 256, 256),
};

/**
 * The first convnet of Chollet, Deep Learning with Python, 2nd ed., listings 8.7 and 8.16: 3x3 convolutions without
 * padding, max pooling between them, flattened, with dropout. The book's has no batch normalization: 991,041
 * parameters at 180 pixels with one output unit.
 *
 * Options: `batchNorm` (false), `globalPooling` (false), `dropout` (0.5), `sizes`.
 */
export const simpleCnn: Network<typeof options> = {
  options,
  build(input, classes, { batchNorm, globalPooling, dropout, sizes }) {
    let x = rescale(input);
    for (const [index, filters] of sizes.entries()) {
      const name = `block${index + 1}`;
      if (index > 0) x = apply(tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 2 }), x);
      x = convBlock(x, { name, filters, padding: 'valid', batchNorm });
    }
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
