import * as tf from '@tensorflow/tfjs';
import { apply } from '../blocks/apply.js';
import { classifierHead } from '../blocks/classifier-head.js';
import { convBlock } from '../blocks/conv-block.js';
import { rescale } from '../blocks/rescale.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  batchNorm: toggle(true),
  batchNormMomentum: share(0.99),
  globalPooling: toggle(true),
  dropout: share(0.5),
  sizes: channels(32, 64, 128, 256),
};

/**
 * A small network in the style of VGG (Simonyan & Zisserman 2014): blocks of two 3x3 convolutions and a 2x2 max
 * pooling, the number of channels doubling from block to block; no connections around the blocks.
 *
 * Options: `batchNorm`, `globalPooling` (each true), `batchNormMomentum` (0.99), `dropout` (0.5), `sizes`.
 */
export const vggStyle: Network<typeof options> = {
  options,
  build(input, classes, { batchNorm, batchNormMomentum: momentum, globalPooling, dropout, sizes }) {
    let x = rescale(input);
    for (const [index, filters] of sizes.entries()) {
      const name = `block${index + 1}`;
      x = convBlock(x, { name: `${name}_sub1`, filters, batchNorm, momentum });
      x = convBlock(x, { name: `${name}_sub2`, filters, batchNorm, momentum });
      x = apply(tf.layers.maxPooling2d({ name: `${name}_pool`, poolSize: 2 }), x);
    }
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
