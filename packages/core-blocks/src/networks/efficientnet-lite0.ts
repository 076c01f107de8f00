import { classifierHead } from '../blocks/classifier-head.js';
import { convBlock } from '../blocks/conv-block.js';
import { mbConvBlock } from '../blocks/mb-conv-block.js';
import { rescale } from '../blocks/rescale.js';
import { type Network, share, toggle } from './network.js';

/** One line a stage: how many blocks, the window, the first block's step, the expansion, the channels. */
const stages = [
  { repeats: 1, kernelSize: 3, strides: 1, expansion: 1, filters: 16 },
  { repeats: 2, kernelSize: 3, strides: 2, expansion: 6, filters: 24 },
  { repeats: 2, kernelSize: 5, strides: 2, expansion: 6, filters: 40 },
  { repeats: 3, kernelSize: 3, strides: 2, expansion: 6, filters: 80 },
  { repeats: 3, kernelSize: 5, strides: 1, expansion: 6, filters: 112 },
  { repeats: 4, kernelSize: 5, strides: 2, expansion: 6, filters: 192 },
  { repeats: 1, kernelSize: 3, strides: 1, expansion: 6, filters: 320 },
];

const options = {
  residual: toggle(true),
  batchNormMomentum: share(0.99),
  globalPooling: toggle(true),
  dropout: share(0.2),
};

/**
 * EfficientNet-Lite0 (Tan & Le 2019 without squeeze-and-excitation and with ReLU6, so that it fits small devices;
 * efficientnet/lite of TensorFlow's tpu repository): 4,694,024 parameters with 1000 classes, of which 42,016 are moving
 * averages. Blocks are `block1` to `block16`. Its drop-connect while training is left out.
 *
 * Options: `residual`, `globalPooling` (each true), `batchNormMomentum` (0.99), `dropout` (0.2).
 */
export const efficientnetLite0: Network<typeof options> = {
  options,
  build(input, classes, { residual, batchNormMomentum: momentum, globalPooling, dropout }) {
    // MEAN_RGB and STDDEV_RGB of efficientnet_lite_builder.py.
    let x = rescale(input, { scale: 1 / 128, offset: -127 / 128 });
    x = convBlock(x, { name: 'stem', filters: 32, strides: 2, momentum, activation: 'relu6' });
    let block = 0;
    for (const { repeats, strides, ...stage } of stages)
      for (let repeat = 0; repeat < repeats; repeat++) {
        block++;
        const step = repeat === 0 ? strides : 1;
        x = mbConvBlock(x, { ...stage, name: `block${block}`, strides: step, residual, momentum });
      }
    x = convBlock(x, { name: 'top', filters: 1280, kernelSize: 1, momentum, activation: 'relu6' });
    return classifierHead(x, { classes, dropout, globalPooling });
  },
};
