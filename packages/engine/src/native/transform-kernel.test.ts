import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openEngine } from '../open-engine.js';
// Made by TensorFlow in Python: ../wasm/fixtures/transform.py.
import golden from '../wasm/fixtures/transform.json' with { type: 'json' };

beforeAll(async () => {
  await openEngine({ engine: 'native' });
});

it.each(golden.cases)(
  'tf.image.transform is TensorFlow’s own, $interpolation, fill mode $fillMode',
  (wanted) => {
    const shape = golden.shape as [number, number, number, number];
    const images = tf.range(0, tf.util.sizeFromShape(shape)).reshape(shape) as tf.Tensor4D;
    const moved = tf.image.transform(
      images,
      tf.tensor2d(golden.transforms),
      wanted.interpolation as 'nearest' | 'bilinear',
      wanted.fillMode as 'constant' | 'reflect' | 'wrap' | 'nearest',
      0.5,
    );
    for (const [index, value] of moved.dataSync().entries())
      expect(value).toBeCloseTo(wanted.values[index]!, 3);
  },
);
