import { classifierHead } from '../blocks/classifier-head.js';
import { rescale } from '../blocks/rescale.js';
import { residualBlock } from '../blocks/residual-block.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  residual: toggle(true),
  batchNorm: toggle(true),
  batchNormMomentum: share(0.99),
  globalPooling: toggle(true),
  dropout: share(0),
  sizes: channels(32, 64, 128),
};

/**
 * The small residual network of Chollet, Deep Learning with Python, 2nd ed., listing 9.4: residual blocks with max
 * pooling in all but the last one.
 *
 * Options: `residual`, `batchNorm`, `globalPooling` (each true), `batchNormMomentum` (0.99), `dropout` (0), `sizes`.
 */
export const resnetStyle: Network<typeof options> = {
  options,
  build(input, classes, { batchNormMomentum: momentum, ...options }) {
    const { residual, batchNorm, globalPooling, dropout, sizes } = options;
    let x = rescale(input);
    for (const [index, filters] of sizes.entries()) {
      const pooling = index < sizes.length - 1;
      x = residualBlock(x, { name: `block${index + 1}`, filters, pooling, batchNorm, momentum, residual });
    }
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
