import { openEngine, withStepSeed } from '@teamnet/engine';
import type { Augmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { augment } from './augment.js';
import { AugmentationUnknownError } from './errors.js';
import goldens from './fixtures/augment.json' with { type: 'json' };

/** Numbers that randomUniform is to give next, in order; its own ones once there is none. */
const draws: number[][] = [];
vi.mock('@teamnet/engine', async (original) => {
  const engine = await original<typeof import('@teamnet/engine')>();
  return {
    ...engine,
    randomUniform: (shape: number[]) => {
      const next = draws.shift();
      return next ? tf.tensor(next, shape) : engine.randomUniform(shape);
    },
  };
});

beforeAll(async () => {
  await openEngine();
});
beforeEach(() => {
  draws.length = 0;
});

const inStep = <T>(step: number, run: () => T) => withStepSeed(tf.tensor1d([7, step], 'int32'), run);
const pictures = (shape: number[]) =>
  tf.tensor4d(
    Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => 127.5 + 127.5 * Math.sin(0.37 * i)),
    shape as tf.Tensor4D['shape'],
  );

describe('augment', () => {
  for (const { kinds, output } of goldens.cases)
    it(`does to images what Keras' layers do: ${kinds.join(', ')}`, () => {
      for (const kind of ['flip', 'rotate', 'zoom'] as const)
        if (kinds.includes(kind)) draws.push(goldens.draws[kind]);
      const result = augment(pictures(goldens.shape), kinds as Augmentation[]);
      expect(result.shape).toEqual(goldens.shape);
      const values = result.dataSync();
      const worst = Math.max(...output.map((value, index) => Math.abs(value - values[index]!)));
      expect(worst).toBeLessThan(0.02); // of 0..255
    });

  it('mirrors each image or leaves it, to the last bit, about one in two', () => {
    const images = pictures([64, 5, 4, 3]);
    const mirrored = tf.reverse(images, 2);
    const results = tf.unstack(inStep(1, () => augment(images, ['flip'])));
    const equal = (a: tf.Tensor, b: tf.Tensor) => tf.all(tf.equal(a, b)).dataSync()[0] === 1;
    const flipped = results.filter((result, index) => equal(result, tf.unstack(mirrored)[index]!));
    const kept = results.filter((result, index) => equal(result, tf.unstack(images)[index]!));
    expect(flipped.length + kept.length).toBe(64);
    expect(flipped.length).toBeGreaterThan(16);
    expect(kept.length).toBeGreaterThan(16);
  });

  it('gives the same images for the same seed and step, others in the next step, and not one twice', () => {
    const kinds = ['flip', 'rotate', 'zoom'] as const;
    const images = tf.tile(pictures([1, 8, 8, 3]), [4, 1, 1, 1]) as tf.Tensor4D;
    const once = inStep(1, () => augment(images, kinds)).dataSync();
    expect(inStep(1, () => augment(images, kinds)).dataSync()).toEqual(once);
    expect(inStep(2, () => augment(images, kinds)).dataSync()).not.toEqual(once);
    expect(once.slice(0, 192)).not.toEqual(once.slice(192, 384));
  });

  it('keeps values within 0..255 and leaves no tensors behind', () => {
    const images = pictures([8, 9, 9, 3]);
    const before = tf.memory().numTensors;
    const result = inStep(3, () => augment(images, ['rotate', 'zoom', 'flip']));
    expect(tf.memory().numTensors).toBe(before + 2); // the result, and the seed above
    expect(tf.min(result).dataSync()[0]).toBeGreaterThanOrEqual(0);
    expect(tf.max(result).dataSync()[0]).toBeLessThanOrEqual(255.001);
  });

  it('returns the images themselves when there is nothing to do', () => {
    const images = pictures([1, 4, 4, 3]);
    expect(augment(images, [])).toBe(images);
  });

  it('names the kinds that there are when it meets another', () => {
    const wrong = () => augment(pictures([1, 4, 4, 3]), ['blur' as Augmentation]);
    expect(wrong).toThrow(AugmentationUnknownError);
    expect(wrong).toThrow('There is no augmentation "blur".');
  });
});
