import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readHomework, resolveSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from './build-model.js';
import { ModelOptionError, ModelShapeError, ModelUnknownError } from './errors.js';
import { MODEL_NAMES, networks } from './networks/all-networks.js';
import { summarize } from './summarize.js';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});
afterEach(() => tf.disposeVariables());

const build = (name: string, options = {}, { classes = 5, imageSize = 96, seed = 1 } = {}) =>
  buildModel({ name, options }, { imageSize, classes, seed });
const parameters = async (...settings: Parameters<typeof build>) =>
  summarize(await build(...settings)).parameters;

describe('mini-xception', () => {
  it('has 723,909 parameters at 180 pixels and 5 classes, 721,857 with one output, as in the book', async () => {
    expect(await parameters('mini-xception', {}, { imageSize: 180 })).toEqual({
      total: 723_909,
      trainable: 720_901,
      nonTrainable: 3_008,
    });
    expect((await parameters('mini-xception', {}, { imageSize: 180, classes: 1 })).total).toBe(721_857);
    expect((await parameters('mini-xception', {}, { imageSize: 64 })).total).toBe(723_909);
  });

  it('loses its projections and additions without residual connections', async () => {
    const { layers } = summarize(await build('mini-xception', { residual: false }));
    expect(layers.filter(({ type }) => type === 'Add')).toEqual([]);
    expect((await parameters('mini-xception', { residual: false })).total).toBe(723_909 - 175_104);
  });

  it('hands its batch normalization momentum to every layer, Keras’ 0.99 when left out', async () => {
    const momenta = async (options: object) =>
      new Set((await build('mini-xception', options)).layers.map((layer) => layer.getConfig().momentum));
    expect(await momenta({})).toEqual(new Set([undefined, 0.99]));
    expect(await momenta({ batchNormMomentum: 0.9 })).toEqual(new Set([undefined, 0.9]));
  });

  it('gets biases in all convolutions where batch normalization is left out', async () => {
    const { layers, parameters } = summarize(await build('mini-xception', { batchNorm: false }));
    expect(layers.filter(({ type }) => type === 'BatchNormalization')).toEqual([]);
    // Its normalizations have 4 numbers for each of 1,504 channels; the stem and three convolutions a block get biases.
    expect(parameters.total).toBe(723_909 - 4 * 1_504 + 32 + 3 * (32 + 64 + 128 + 256 + 512));
    expect(parameters.nonTrainable).toBe(0);
  });

  it('has ordinary 3x3 convolutions where it is not separable', async () => {
    const { layers } = summarize(await build('mini-xception', { separable: false }));
    const convolution = layers.find(({ name }) => name === 'block2_sub2_conv')!;
    expect(convolution).toMatchObject({ type: 'Conv2D', parameters: 36_864 });
    expect(layers.filter(({ type }) => type === 'SeparableConv2D')).toEqual([]);
  });

  it('flattens in place of averaging where global pooling is off, so that the head grows with the image', async () => {
    const head = async (imageSize: number) =>
      summarize(await build('mini-xception', { globalPooling: false }, { imageSize })).layers.at(-1)!
        .parameters;
    expect(await head(96)).toBe(3 * 3 * 512 * 5 + 5);
    expect(await head(180)).toBe(6 * 6 * 512 * 5 + 5);
  });
});

describe('the other networks', () => {
  it("resnet-style without normalization has the 297,697 parameters of the book's small residual network", async () => {
    expect((await parameters('resnet-style', { batchNorm: false }, { classes: 1 })).total).toBe(297_697);
  });

  it("simple-cnn has the 991,041 parameters of the book's first convnet", async () => {
    expect((await parameters('simple-cnn', {}, { imageSize: 180, classes: 1 })).total).toBe(991_041);
  });

  it('efficientnet-lite0 has the 4,694,024 parameters of the published weights in 247 tensors', async () => {
    const model = await build('efficientnet-lite0', {}, { imageSize: 32, classes: 1000 });
    expect(summarize(model).parameters).toEqual({
      total: 4_694_024,
      trainable: 4_652_008,
      nonTrainable: 42_016,
    });
    expect(model.weights).toHaveLength(247);
    // It adds only where the shape stays: not in a stage's first block.
    const adds = model.layers.filter((layer) => layer.getClassName() === 'Add').map(({ name }) => name);
    expect(adds).toEqual([3, 5, 7, 8, 10, 11, 13, 14, 15].map((block) => `block${block}_add`));
  });

  it("vgg16 has keras.applications' 14,714,688 parameters before its head", async () => {
    const { parameters, layers } = summarize(await build('vgg16', {}, { imageSize: 32 }));
    expect(parameters).toEqual({
      total: 14_714_688 + 513 * 5,
      trainable: 14_714_688 + 513 * 5,
      nonTrainable: 0,
    });
    expect(layers.find(({ name }) => name === 'block5_pool')).toMatchObject({
      outputShape: [null, 1, 1, 512],
    });
  });

  for (const name of MODEL_NAMES)
    it(`${name} takes raw pixels and gives a logit a class`, async () => {
      const small = networks.get(name)!.options.sizes ? { sizes: [8, 16] } : {};
      const model = await build(name, small, { imageSize: 32, classes: 3 });
      const images = tf.randomUniform([2, 32, 32, 3], 0, 255, 'float32', 1);
      const logits = model.apply(images) as tf.Tensor;
      expect(logits.shape).toEqual([2, 3]);
      expect(Math.max(...logits.dataSync().map(Math.abs))).toBeLessThan(10);
    });
});

describe('every homework of the class', () => {
  const apps = join(import.meta.dirname, '../../../apps');
  const built = new Set<string>();
  for (const team of readdirSync(apps))
    it(`${team}: each experiment's network is built`, async () => {
      const homework = readHomework(join(apps, team, 'homework.json'));
      expect(homework.experiments.length).toBeGreaterThan(0);
      for (const experiment of homework.experiments) {
        const { model, training } = resolveSettings(homework, experiment, 'quick');
        const { imageSize, seed } = training;
        // Many teams share a network; a file of a team's own is only that team's.
        const key = JSON.stringify([model, imageSize, model.name.startsWith('.') && team]);
        if (built.has(key)) continue;
        built.add(key);
        const network = await buildModel(model, { imageSize, seed, classes: 3, appFolder: join(apps, team) });
        expect(network.outputs[0]!.shape).toEqual([null, 3]);
        network.dispose();
      }
    });
});

describe('initial weights', () => {
  const kernels = async (seed: number) => {
    const model = await build('mini-xception', { sizes: [8, 8] }, { seed });
    const named = model.weights
      .filter(({ originalName }) => originalName.endsWith('kernel'))
      .map((weight) => [weight.originalName, [...weight.read().dataSync()]] as const);
    return new Map(named);
  };

  it('are the same for the same seed and others for another, though Math.random goes on', async () => {
    const first = await kernels(1);
    expect(await kernels(1)).toEqual(first);
    const other = await kernels(2);
    for (const [name, values] of first) expect(other.get(name), name).not.toEqual(values);
  });

  it('differ from layer to layer and between the two kernels of a separable convolution', async () => {
    const values = [...(await kernels(1)).values()].map((kernel) => kernel[0]);
    expect(new Set(values).size).toBe(values.length);
  });

  it("are Keras' Glorot uniform: within sqrt(6 / (fan in + fan out)), of mean 0 and that variance", async () => {
    const model = await build('mini-xception');
    const check = (name: string, limit: number) => {
      const weight = model.weights.find(({ originalName }) => originalName === name)!;
      const values = weight.read();
      const { mean, variance } = tf.moments(values);
      expect(tf.max(tf.abs(values)).dataSync()[0]).toBeLessThanOrEqual(limit);
      expect(Math.abs(mean.dataSync()[0]!)).toBeLessThan(limit / 10);
      expect(variance.dataSync()[0]! / (limit ** 2 / 3)).toBeCloseTo(1, 0.7);
    };
    check('head/kernel', Math.sqrt(6 / (512 + 5)));
    check('block3_projection/kernel', Math.sqrt(6 / (64 + 128)));
    check('stem_conv/kernel', Math.sqrt(6 / (25 * 3 + 25 * 32)));
    check('block5_sub2_sepconv/depthwise_kernel', Math.sqrt(6 / (9 * 512 + 9)));
    check('block5_sub2_sepconv/pointwise_kernel', Math.sqrt(6 / (512 + 512)));
  });
});

describe('settings that are wrong', () => {
  it('an unknown network is told with the names that there are', async () => {
    await expect(build('maxi-xception')).rejects.toThrow(ModelUnknownError);
    await expect(build('maxi-xception')).rejects.toMatchObject({
      message: 'There is no network "maxi-xception".',
      remedy: expect.stringContaining('mini-xception, simple-cnn, vgg-style, resnet-style'),
      exitCode: 2,
    });
  });

  it('an unknown option is told with the options that there are', async () => {
    await expect(build('mini-xception', { batchNormalization: false })).rejects.toThrow(ModelOptionError);
    await expect(build('mini-xception', { batchNormalization: false })).rejects.toMatchObject({
      message: 'Network "mini-xception": there is no option "batchNormalization".',
      remedy: expect.stringContaining('batchNorm (true or false)'),
    });
  });

  it.each([
    [{ residual: 'no' }, 'the option "residual" must be true or false, not "no".'],
    [{ dropout: 1 }, 'the option "dropout" must be a number from 0 to below 1, not 1.'],
    [
      { sizes: [] },
      'the option "sizes" must be a list of one to eight whole numbers from 1 to 2048, not [].',
    ],
    [{ sizes: [8, 0.5] }, 'from 1 to 2048, not [8,0.5].'],
  ])('%o is told with what the option takes', async (options, message) => {
    await expect(build('mini-xception', options)).rejects.toThrow(message);
  });

  it('an image size or a number of classes that cannot be is told', async () => {
    await expect(build('vgg-style', {}, { imageSize: 0 })).rejects.toThrow('the image size is 0.');
    await expect(build('vgg-style', {}, { classes: 2.5 })).rejects.toThrow('the number of classes is 2.5.');
  });

  it('an image of which nothing is left is told with its size', async () => {
    await expect(build('simple-cnn', {}, { imageSize: 48 })).rejects.toThrow(ModelShapeError);
    await expect(build('simple-cnn', {}, { imageSize: 48 })).rejects.toThrow(
      'an image of 48 pixels is too small',
    );
    await expect(build('mini-xception', {}, { imageSize: 4 })).rejects.toThrow('"stem_conv"');
  });
});
