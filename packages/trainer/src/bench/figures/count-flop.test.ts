import { buildModel } from '@teamnet/core-blocks';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { countFlop } from './count-flop.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('counts each product of a small network as by hand', () => {
  const input = tf.input({ shape: [6, 8, 3] });
  let x = tf.layers.conv2d({ filters: 4, kernelSize: 3 }).apply(input) as tf.SymbolicTensor;
  x = tf.layers.reLU().apply(x) as tf.SymbolicTensor;
  x = tf.layers.separableConv2d({ filters: 5, kernelSize: 3, padding: 'same' }).apply(x) as tf.SymbolicTensor;
  x = tf.layers.flatten().apply(x) as tf.SymbolicTensor;
  const model = tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 2 }).apply(x) as tf.SymbolicTensor,
  });
  const conv = 2 * (4 * 6) * (3 * 3 * 3 * 4);
  const separable = 2 * (4 * 6) * (3 * 3 * 4 + 4 * 5);
  const dense = 2 * (4 * 6 * 5) * 2;
  // Nobody asks for the gradient of the image.
  expect(countFlop(model)).toEqual({
    infer: conv + separable + dense,
    train: 2 * conv + 3 * (separable + dense),
  });
});

test('mini-Xception at 96 pixels takes the count that the roofline is drawn with', async () => {
  const model = await buildModel(
    { name: 'mini-xception', options: {} },
    { imageSize: 96, classes: 5, seed: 1 },
  );
  const { infer, train } = countFlop(model);
  expect(infer / 1e9).toBeCloseTo(0.2, 1);
  expect(train / 1e9).toBeCloseTo(0.6, 1);
  model.dispose();
});
