import { classifierHead } from '../blocks/classifier-head.js';
import { rescale } from '../blocks/rescale.js';
import { residualBlock } from '../blocks/residual-block.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  residual: toggle(true),
  batchNorm: toggle(true),
  batchNormMomentum: share(0.99),
  squeezeExcitation: toggle(false),
  globalPooling: toggle(true),
  dropout: share(0),
  sizes: channels(32, 64, 128),
};

/**
 * The small residual network of Chollet, Deep Learning with Python, 2nd ed., listing 9.4: residual blocks with max
 * pooling in all but the last one.
 *
 * Options: `residual`, `batchNorm`, `globalPooling` (each true), `squeezeExcitation` (false), `batchNormMomentum`
 * (0.99), `dropout` (0), `sizes`.
 */
export const resnetStyle: Network<typeof options> = {
  options,
  build(input, classes, { batchNormMomentum: momentum, ...options }) {
    const { residual, batchNorm, squeezeExcitation, globalPooling, dropout, sizes } = options;
    const block = { batchNorm, momentum, residual, squeezeExcitation };
    let x = rescale(input);
    for (const [index, filters] of sizes.entries()) {
      const pooling = index < sizes.length - 1;
      x = residualBlock(x, { ...block, name: `block${index + 1}`, filters, pooling });
    }
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
