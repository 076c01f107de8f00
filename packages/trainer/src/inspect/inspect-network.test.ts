import { buildModel } from '@teamnet/core-blocks';
import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChosenImage } from './choose-images.js';
import { inspectNetwork } from './inspect-network.js';

const labels = ['rock', 'paper', 'scissors'];

beforeAll(async () => {
  await openEngine();
});

const image = (imageSize: number, label: number, predicted: number): ChosenImage => ({
  pixels: Uint8Array.from(
    { length: imageSize * imageSize * 3 },
    (_, at) => 127 + 120 * Math.sin(at * (1 + label)),
  ),
  key: `${labels[label]}.jpg`,
  label,
  predicted,
  probability: 0.9,
});

const look = (model: tf.LayersModel, imageSize: number) =>
  inspectNetwork(
    model,
    {
      right: [image(imageSize, 0, 0), image(imageSize, 1, 1)],
      wrong: [image(imageSize, 2, 0)],
    },
    { labels, imageSize },
  );

describe.each([
  ['mini-xception', { sizes: [8, 16] }, 32],
  ['vgg-style', {}, 32],
  ['resnet-style', {}, 32],
  ['simple-cnn', { sizes: [8, 16, 32], globalPooling: false }, 64],
] as const)('a look inside %s', (name, options, imageSize) => {
  it('draws filters, activations and heat maps as small PNG files, and changes nothing', async () => {
    const model = await buildModel({ name, options }, { imageSize, classes: 3, seed: 1 });
    const x = tf.fill([1, imageSize, imageSize, 3], 99);
    const before = (model.predict(x) as tf.Tensor).dataSync();
    const tensors = tf.memory().numTensors;
    const { inspection, pictures } = await look(model, imageSize);
    expect(tf.memory().numTensors).toBe(tensors);
    expect((model.predict(x) as tf.Tensor).dataSync()).toEqual(before);
    const { filters, activations, gradCam, missing } = inspection;
    expect(missing).toBeUndefined();
    expect(filters!.shown).toBeGreaterThanOrEqual(8);
    const [first, ...others] = activations!.rows;
    for (const { shape } of others) expect(shape[0]).toBeLessThan(first!.shape[0]);
    expect(gradCam!.size[0]).toBeGreaterThanOrEqual(5);
    const named = [
      filters!.picture,
      ...activations!.rows.map(({ picture }) => picture),
      ...[...gradCam!.right, ...gradCam!.wrong].map(({ picture }) => picture),
    ];
    expect([...pictures.keys()].sort()).toEqual(named.sort());
    const bytes = [...pictures.values()].reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThan(400_000);
    const width = async (path: string) => (await sharp(pictures.get(path)).metadata()).width;
    // The image and one heat map; a wrong one has a second for its true label.
    expect(await width(gradCam!.right[0]!.picture)).toBe(2 * imageSize + 2);
    expect(await width(gradCam!.wrong[0]!.picture)).toBe(3 * imageSize + 4);
    const again = await look(model, imageSize);
    expect(again.inspection).toEqual(inspection);
    for (const [path, content] of again.pictures) expect(content.equals(pictures.get(path)!)).toBe(true);
  });
});

it('a network of dense layers says what it has not', async () => {
  const model = tf.sequential({
    layers: [tf.layers.flatten({ inputShape: [8, 8, 3] }), tf.layers.dense({ units: 3 })],
  });
  const { inspection, pictures } = await look(model, 8);
  expect(pictures.size).toBe(0);
  expect(inspection).toEqual({
    missing: [
      { part: 'filters', reason: 'no-convolution' },
      { part: 'activations', reason: 'no-feature-map' },
      { part: 'gradCam', reason: 'no-feature-map' },
    ],
  });
});

it('a layer that cannot be differentiated costs the heat maps and nothing else', async () => {
  class Rounded extends tf.layers.Layer {
    static className = 'Rounded';
    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      return tf.customGrad((x) => ({
        value: tf.round(x as tf.Tensor),
        gradFunc: () => {
          throw new Error('Rounding has no gradient.');
        },
      }))(Array.isArray(inputs) ? inputs[0]! : inputs);
    }
  }
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [16, 16, 3] }),
      tf.layers.globalAveragePooling2d({}),
      new Rounded({}),
      tf.layers.dense({ units: 3 }),
    ],
  });
  const { inspection } = await look(model, 16);
  expect(inspection.missing).toEqual([
    { part: 'gradCam', reason: 'failed', detail: 'Rounding has no gradient.' },
  ]);
  expect(inspection.filters!.of).toBe(4);
  expect(inspection.activations!.rows.length).toBe(1);
});
