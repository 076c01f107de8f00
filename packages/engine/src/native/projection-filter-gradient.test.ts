import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openEngine } from '../open-engine.js';

beforeAll(async () => {
  await openEngine({ engine: 'native' });
});

/** Filter gradient of a 1 x 1 convolution with strides, as tfjs composes it. */
function gradient(x: tf.Tensor4D, filters: number, strides: [number, number], pad: 'same' | 'valid') {
  const filter = tf.zeros<tf.Rank.R4>([1, 1, x.shape[3], filters]);
  const loss = (f: tf.Tensor) =>
    tf
      .conv2d(x, f as tf.Tensor4D, strides, pad)
      .mul(weightsOf(x, filters, strides))
      .sum();
  return [...tf.grad(loss)(filter).dataSync()];
}

function weightsOf(x: tf.Tensor4D, filters: number, [down, across]: [number, number]): tf.Tensor4D {
  const [batch, height, width] = x.shape;
  const shape: [number, number, number, number] = [
    batch,
    Math.ceil(height / down),
    Math.ceil(width / across),
    filters,
  ];
  return tf.cos(tf.range(0, tf.util.sizeFromShape(shape))).reshape(shape);
}

/** The same as a plain sum over the pixels that the convolution reads. */
function sum(x: tf.Tensor4D, filters: number, strides: [number, number]) {
  const channels = x.shape[3];
  const [down, across] = strides;
  const pixels = x.arraySync();
  const dy = weightsOf(x, filters, strides).arraySync();
  const result = new Float64Array(channels * filters);
  for (const [n, rows] of dy.entries())
    for (const [i, columns] of rows.entries())
      for (const [j, values] of columns.entries())
        for (const [f, value] of values.entries())
          for (let c = 0; c < channels; c++)
            result[c * filters + f]! += pixels[n]![i * down]![j * across]![c]! * value;
  return result;
}

it.each([
  [5, 20, 20, 8, 16, [2, 2], 'same'],
  [7, 11, 9, 3, 4, [2, 2], 'valid'],
  [3, 10, 7, 5, 4, [3, 2], 'same'],
  [3, 9, 9, 16, 4, [2, 2], 'same'],
] as const)(
  'the filter gradient of a 1 x 1 convolution is its sum: %i images %i x %i x %i to %i',
  (n, h, w, c, f, strides, pad) => {
    const x = tf.sin(tf.range(0, n * h * w * c)).reshape([n, h, w, c]) as tf.Tensor4D;
    const wanted = sum(x, f, [...strides]);
    for (const [index, value] of gradient(x, f, [...strides], pad).entries())
      expect(value).toBeCloseTo(wanted[index]!, 2);
  },
);

it('survives the sizes at which TensorFlow writes beyond its memory', () => {
  const x = tf.ones([32, 94, 94, 3]) as tf.Tensor4D;
  for (let turn = 0; turn < 12; turn++) tf.tidy(() => gradient(x, 32, [2, 2], 'same'));
  x.dispose();
});
