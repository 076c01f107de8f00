import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../build-model.js';
import golden from '../fixtures/lora.json' with { type: 'json' };
import { modelFingerprint } from '../model-fingerprint.js';
import { modelVariables } from '../model-variables.js';
import { summarize } from '../summarize.js';
import { noise } from '../testing/noise.js';
import { addLora } from './add-lora.js';

const noisy = (shape: number[], stream: number) =>
  tf.tensor(noise(tf.util.sizeFromShape(shape), stream), shape);
const worst = (actual: tf.Tensor, expected: readonly number[]) =>
  Math.max(...[...actual.dataSync()].map((value, index) => Math.abs(value - expected[index]!)));

const small = (name = 'mini-xception', options: object = { sizes: [8, 16], dropout: 0 }) =>
  buildModel({ name, options: { ...options } }, { imageSize: 24, classes: 3, seed: 1 });
const images = () => tf.mul(tf.add(noisy([4, 24, 24, 3], 9), 1), 127.5) as tf.Tensor4D;
/** As after a training: B is 0 only at its beginning. */
const train = (variables: readonly tf.Variable[]) => {
  for (const [index, variable] of variables.entries())
    variable.assign(tf.mul(noisy(variable.shape, index), 0.2));
};

describe.each(['wasm', 'best'] as const)("A layer's adapter on the %s engine", (engine) => {
  beforeAll(async () => {
    await openEngine(engine === 'best' ? {} : { engine });
  });

  const { rank, alpha } = golden;
  it.each([
    [
      'conv',
      tf.layers.conv2d({ name: 'adapted', filters: 5, kernelSize: 3, strides: 2, padding: 'same' }),
      [2, 5, 5, 4],
    ],
    ['dense', tf.layers.dense({ name: 'adapted', units: 6 }), [3, 7]],
  ] as const)('of a %s layer gives the output and the gradients of Keras', (kind, layer, shape) => {
    const [, ...size] = shape;
    const input = tf.input({ shape: [...size] });
    const adapted = layer.apply(input) as tf.SymbolicTensor;
    const flat = kind === 'conv' ? (tf.layers.flatten().apply(adapted) as tf.SymbolicTensor) : adapted;
    const head = tf.layers.dense({ units: 2 }).apply(flat) as tf.SymbolicTensor;
    const [kernel, bias] = layer.weights;
    kernel!.write(noisy(kernel!.shape as number[], 1));
    bias!.write(noisy(bias!.shape as number[], 2));
    const { variables } = addLora(
      tf.model({ inputs: input, outputs: head }),
      { rank, alpha, layers: ['adapted'] },
      1,
    );
    const [a, b] = variables;
    a!.assign(noisy(a!.shape, 3));
    b!.assign(noisy(b!.shape, 4));
    const forward = () => layer.apply(noisy([...shape], 0)) as tf.Tensor;
    const expected = golden[kind];
    expect(worst(forward(), expected.output)).toBeLessThan(1e-5);
    const { grads } = tf.variableGrads(() => {
      const y = forward();
      return tf.mean(tf.mul(y, noisy(y.shape, 5))) as tf.Scalar;
    }, variables);
    expect(worst(grads[a!.name]!, expected.gradientA)).toBeLessThan(1e-5);
    expect(worst(grads[b!.name]!, expected.gradientB)).toBeLessThan(1e-5);
  });

  it('of a separable convolution is the low-rank pair of 1x1 convolutions beside its pointwise half', () => {
    const input = tf.input({ shape: [6, 6, 5] });
    const layer = tf.layers.separableConv2d({ name: 'sep', filters: 7, kernelSize: 3, padding: 'same' });
    const pooled = tf.layers.globalAveragePooling2d({}).apply(layer.apply(input)) as tf.SymbolicTensor;
    const head = tf.layers.dense({ units: 2 }).apply(pooled) as tf.SymbolicTensor;
    const x = noisy([2, 6, 6, 5], 0) as tf.Tensor4D;
    const plain = layer.apply(x) as tf.Tensor;
    const { variables } = addLora(tf.model({ inputs: input, outputs: head }), { rank: 2, alpha: 3 }, 1);
    train(variables);
    const [a, b] = variables as unknown as [tf.Tensor2D, tf.Tensor2D];
    const deep = tf.depthwiseConv2d(x, layer.getWeights()[0] as tf.Tensor4D, 1, 'same');
    const down = tf.conv2d(deep as tf.Tensor4D, tf.reshape(a, [1, 1, 5, 2]) as tf.Tensor4D, 1, 'same');
    const up = tf.conv2d(down, tf.reshape(b, [1, 1, 2, 7]) as tf.Tensor4D, 1, 'same');
    const expected = tf.add(plain, tf.mul(up, 3 / 2));
    expect(worst(layer.apply(x) as tf.Tensor, [...expected.dataSync()])).toBeLessThan(1e-5);
  });
});

describe('A network with adapters', () => {
  beforeAll(async () => {
    await openEngine();
  });

  const networks: [string, object][] = [
    ['mini-xception', { sizes: [8, 16] }],
    ['simple-cnn', { sizes: [8, 16] }],
    ['vgg-style', { sizes: [8, 16] }],
    ['resnet-style', { sizes: [8, 16] }],
  ];
  it.each(networks)(
    '%s begins as it was, and gives equal outputs once they are merged',
    async (name, options) => {
      const model = await small(name, options);
      const before = model.apply(images()) as tf.Tensor;
      const fingerprint = modelFingerprint(model);
      const { parameters } = summarize(model);
      const adapters = addLora(model, { rank: 2 }, 1);
      expect(worst(model.apply(images()) as tf.Tensor, [...before.dataSync()])).toBe(0);

      train(adapters.variables);
      const unmerged = [...(model.apply(images()) as tf.Tensor).dataSync()];
      expect(worst(before, unmerged)).toBeGreaterThan(1e-3);
      adapters.merge();
      expect(worst(model.apply(images()) as tf.Tensor, unmerged)).toBeLessThan(1e-5);
      expect(modelFingerprint(model)).toBe(fingerprint);
      expect(summarize(model).parameters).toEqual(parameters);
      adapters.dispose();
      expect(worst(model.apply(images()) as tf.Tensor, unmerged)).toBeLessThan(1e-5);
    },
  );

  it('trains the head and the adapters and nothing else', async () => {
    const model = await small();
    const { variables, layers } = addLora(model, { rank: 2, layers: ['block2_*', 'stem_conv'] }, 1);
    expect(layers).toEqual(['stem_conv', 'block2_sub1_sepconv', 'block2_sub2_sepconv', 'block2_projection']);
    expect(model.trainableWeights.map(({ originalName }) => originalName)).toEqual([
      'head/kernel',
      'head/bias',
    ]);
    const before = model.weights.map((weight) => [...weight.read().dataSync()]);
    const head = modelVariables(model).trainable;
    const { grads } = tf.variableGrads(
      () => tf.mean(tf.square(model.apply(images(), { training: true }) as tf.Tensor)) as tf.Scalar,
      [...variables, ...head],
    );
    expect(Object.keys(grads).sort()).toEqual([...variables, ...head].map(({ name }) => name).sort());
    // Training mode moves no averages of frozen batch normalization.
    expect(model.weights.map((weight) => [...weight.read().dataSync()])).toEqual(before);
  });

  it('leaves out, of all layers, those that an adapter would not make smaller', async () => {
    const { layers } = addLora(await small(), { rank: 6 }, 1);
    expect(layers).toEqual(['stem_conv', 'block1_sub1_sepconv', 'block1_projection', 'block2_sub2_sepconv']);
  });

  it.each([
    ['a layer that is not there', { layers: ['blok2_*'] }, 'names "blok2_*", which is no layer'],
    ['a layer without a kernel', { layers: ['rescaling'] }, 'names "rescaling", which is no layer'],
    ['the head', { layers: ['head'] }, 'names "head", which is no layer'],
    [
      'a rank that is too large for a named layer',
      { rank: 9, layers: ['block2_projection'] },
      'rank 9 is too large for the layer "block2_projection", whose kernel is 8 x 16',
    ],
    ['a rank that is too large for all', { rank: 99 }, 'no layer of the network'],
  ])('refuses %s in one sentence', async (_, settings, message) => {
    const model = await small();
    expect(() => addLora(model, settings, 1)).toThrow(message);
  });
});
