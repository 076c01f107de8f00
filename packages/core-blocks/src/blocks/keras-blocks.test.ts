import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import goldens from '../fixtures/blocks.json' with { type: 'json' };
import { expectLikeKeras, type KerasGolden, writeKerasWeights } from '../testing/keras-samples.js';
import { blocks } from './all-blocks.js';

type Build = (x: tf.SymbolicTensor) => tf.SymbolicTensor;
const name = 'b';
const six = { name, filters: 6 };
const eight = { name, filters: 8 };

const builds: Record<keyof typeof goldens.blocks, Build> = {
  convBlock: (x) => blocks.convBlock(x, six),
  'convBlock without normalization, strides 2, valid': (x) =>
    blocks.convBlock(x, { ...six, batchNorm: false, strides: 2, padding: 'valid' }),
  'convBlock with ReLU6, 5x5': (x) => blocks.convBlock(x, { ...six, kernelSize: 5, activation: 'relu6' }),
  separableConvBlock: (x) => blocks.separableConvBlock(x, six),
  'separableConvBlock, not separable, without normalization': (x) =>
    blocks.separableConvBlock(x, { ...six, separable: false, batchNorm: false }),
  'residualBlock, identity': (x) => blocks.residualBlock(x, eight),
  'residualBlock, projection': (x) => blocks.residualBlock(x, six),
  'residualBlock, projection though the shape stays': (x) =>
    blocks.residualBlock(x, { ...eight, projection: true }),
  'residualBlock, pooling, without normalization': (x) =>
    blocks.residualBlock(x, { ...six, pooling: true, batchNorm: false }),
  'residualBlock, strides 2, squeeze-and-excitation': (x) =>
    blocks.residualBlock(x, { name, filters: 32, strides: 2, squeezeExcitation: true }),
  xceptionBlock: (x) => blocks.xceptionBlock(x, six),
  'xceptionBlock with squeeze-and-excitation': (x) =>
    blocks.xceptionBlock(x, { name, filters: 32, squeezeExcitation: true }),
  inceptionBlock: (x) => blocks.inceptionBlock(x, { name, filters: 16 }),
  'squeezeExcitation, ratio 4': (x) => blocks.squeezeExcitation(x, { name, ratio: 4 }),
  mbConvBlock: (x) => blocks.mbConvBlock(x, eight),
  'mbConvBlock, 5x5, strides 2': (x) =>
    blocks.mbConvBlock(x, { ...six, expansion: 4, kernelSize: 5, strides: 2 }),
  'mbConvBlock without expansion': (x) => blocks.mbConvBlock(x, { ...eight, expansion: 1 }),
  'batchNormalization, momentum and epsilon': (x) =>
    blocks.apply(blocks.batchNormalization({ name: 'b_bn', momentum: 0.9, epsilon: 0.1 }), x),
  'batchNormalization, frozen': (x) =>
    blocks.apply(blocks.batchNormalization({ name: 'b_bn', trainable: false }), x),
  depthwiseConv2d: (x) =>
    blocks.apply(blocks.depthwiseConv2d({ name, kernelSize: 3, strides: 2, padding: 'same' }), x),
  'classifierHead, average': (x) => blocks.classifierHead(x, { classes: 3 }),
  'classifierHead, flatten': (x) => blocks.classifierHead(x, { classes: 3, globalPooling: false }),
  rescale: (x) => blocks.rescale(x, { scale: 1 / 128, offset: -127 / 128 }),
  caffePreprocess: (x) => blocks.caffePreprocess(x),
};

describe.each(['best', 'wasm'] as const)('on the %s engine', (engine) => {
  beforeAll(async () => {
    await openEngine(engine === 'best' ? {} : { engine });
  });
  afterEach(() => tf.disposeVariables());

  it.each(Object.entries(builds))(
    "%s gives Keras' output, gradients and moving averages with its weights",
    (title, build) => {
      const golden = goldens.blocks[title as keyof typeof goldens.blocks] as unknown as KerasGolden;
      const inputs = tf.input({ shape: golden.shape.slice(1) });
      const model = tf.model({ inputs, outputs: build(inputs) });
      writeKerasWeights(model, golden);
      expectLikeKeras(model, golden);
    },
  );

  it('each block that there is has such numbers of Keras', () => {
    const covered = Object.keys(goldens.blocks).map((title) => title.split(/[ ,]/)[0]);
    // Layers and connections that are part of those, and dropout, whose random numbers are not Keras'.
    const parts = ['addResidual', 'apply', 'conv2d', 'dropout', 'relu6'];
    expect(Object.keys(blocks).filter((block) => !covered.includes(block))).toEqual(parts);
  });
});
