import { apply } from '../blocks/apply.js';
import { classifierHead } from '../blocks/classifier-head.js';
import { rescale } from '../blocks/rescale.js';
import { xceptionBlock } from '../blocks/xception-block.js';
import { conv2d } from '../layers/conv2d.js';
import { channels, type Network, share, toggle } from './network.js';

const options = {
  residual: toggle(true),
  batchNorm: toggle(true),
  batchNormMomentum: share(0.99),
  separable: toggle(true),
  squeezeExcitation: toggle(false),
  globalPooling: toggle(true),
  dropout: share(0.5),
  sizes: channels(32, 64, 128, 256, 512),
};

/**
 * The mini-Xception of Chollet, Deep Learning with Python, 2nd ed., section 9.3.5, with its exact sizes: 721,857
 * parameters with one output unit, 723,909 with five. The first convolution is an ordinary one, because red, green
 * and blue of a pixel belong together, which a separable convolution assumes they do not.
 *
 * Options: `residual`, `batchNorm`, `separable`, `globalPooling` (each true), `squeezeExcitation` (false),
 * `batchNormMomentum` (0.99), `dropout` (0.5), `sizes`.
 */
export const miniXception: Network<typeof options> = {
  options,
  build(input, classes, { batchNormMomentum: momentum, ...options }) {
    const { residual, batchNorm, separable, squeezeExcitation, globalPooling, dropout, sizes } = options;
    let x = rescale(input);
    x = apply(conv2d({ name: 'stem_conv', filters: 32, kernelSize: 5, useBias: !batchNorm }), x);
    const block = { residual, batchNorm, momentum, separable, squeezeExcitation };
    for (const [index, filters] of sizes.entries())
      x = xceptionBlock(x, { ...block, name: `block${index + 1}`, filters });
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
