import * as tf from '@tensorflow/tfjs';
import { apply } from '../blocks/apply.js';
import { caffePreprocess } from '../blocks/caffe-preprocess.js';
import { classifierHead } from '../blocks/classifier-head.js';
import { conv2d } from '../layers/conv2d.js';
import { type Network, share, toggle } from './network.js';

/** One line a block: how many 3x3 convolutions, and their channels. */
const stages = [
  { convolutions: 2, filters: 64 },
  { convolutions: 2, filters: 128 },
  { convolutions: 3, filters: 256 },
  { convolutions: 3, filters: 512 },
  { convolutions: 3, filters: 512 },
];

const options = {
  top: toggle(false),
  globalPooling: toggle(true),
  dropout: share(0.5),
};

/**
 * VGG16 (Simonyan & Zisserman 2014) with the layers and names of `keras.applications.VGG16`
 * (https://keras.io/api/applications/vgg): 14,714,688 parameters before the head; preprocessing is inside. With `top`
 * two dense layers of 4096 units follow (138,357,544 parameters at 224 pixels with 1000 classes). The homework's head
 * is global average pooling.
 *
 * Options: `top` (false), `globalPooling` (true; no matter with `top`, which flattens), `dropout` (0.5) before the
 * head.
 */
export const vgg16: Network<typeof options> = {
  options,
  build(input, classes, { top, globalPooling, dropout }) {
    let x = caffePreprocess(input);
    for (const [index, { convolutions, filters }] of stages.entries()) {
      const block = `block${index + 1}`;
      for (let place = 1; place <= convolutions; place++) {
        const convolution = { name: `${block}_conv${place}`, filters, kernelSize: 3 } as const;
        x = apply(conv2d({ ...convolution, padding: 'same', activation: 'relu' }), x);
      }
      x = apply(tf.layers.maxPooling2d({ name: `${block}_pool`, poolSize: 2, strides: 2 }), x);
    }
    if (!top) return classifierHead(x, { classes, dropout, globalPooling });
    x = apply(tf.layers.flatten({ name: 'flatten' }), x);
    x = apply(dense('fc1'), x);
    x = apply(dense('fc2'), x);
    return classifierHead(x, { classes, dropout });
  },
};

function dense(name: string): tf.layers.Layer {
  return tf.layers.dense({ name, units: 4096, activation: 'relu', kernelInitializer: 'glorotUniform' });
}
