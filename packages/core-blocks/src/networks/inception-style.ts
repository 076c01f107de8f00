import * as tf from '@tensorflow/tfjs';
import { apply } from '../blocks/apply.js';
import { classifierHead } from '../blocks/classifier-head.js';
import { convBlock } from '../blocks/conv-block.js';
import { inceptionBlock } from '../blocks/inception-block.js';
import { rescale } from '../blocks/rescale.js';
import { squeezeExcitation as excite } from '../blocks/squeeze-excitation.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  batchNorm: toggle(true),
  batchNormMomentum: share(0.99),
  squeezeExcitation: toggle(false),
  globalPooling: toggle(true),
  dropout: share(0.5),
  sizes: channels(64, 128, 256),
};

/**
 * A small network in the style of GoogLeNet (Szegedy et al. 2014): a convolution with strides 2, then blocks of four
 * branches with a 3x3 max pooling after each but the last one.
 *
 * Options: `batchNorm`, `globalPooling` (each true), `squeezeExcitation` (false), `batchNormMomentum` (0.99),
 * `dropout` (0.5), `sizes` (each at least 8).
 */
export const inceptionStyle: Network<typeof options> = {
  options,
  build(input, classes, { batchNormMomentum: momentum, ...options }) {
    const { batchNorm, squeezeExcitation, globalPooling, dropout, sizes } = options;
    let x = rescale(input);
    x = convBlock(x, { name: 'stem', filters: 32, strides: 2, batchNorm, momentum });
    for (const [index, filters] of sizes.entries()) {
      const name = `block${index + 1}`;
      x = inceptionBlock(x, { name, filters, batchNorm, momentum });
      if (squeezeExcitation) x = excite(x, { name });
      const pool = { name: `${name}_downsample`, poolSize: 3, strides: 2, padding: 'same' } as const;
      if (index < sizes.length - 1) x = apply(tf.layers.maxPooling2d(pool), x);
    }
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
