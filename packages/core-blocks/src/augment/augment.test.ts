import { openEngine, withStepSeed } from '@teamnet/engine';
import { AUGMENTATION_NAMES, type Augmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AugmentationUnknownError } from '../errors.js';
import goldens from '../fixtures/augment.json' with { type: 'json' };
import layers from '../fixtures/augment-layers.json' with { type: 'json' };
import { augment } from './augment.js';

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
      const result = augment(pictures(goldens.shape), kinds as Augmentation[]).images;
      expect(result.shape).toEqual(goldens.shape);
      const values = result.dataSync();
      const worst = Math.max(...output.map((value, index) => Math.abs(value - values[index]!)));
      expect(worst).toBeLessThan(0.02); // of 0..255
    });

  for (const golden of layers.cases)
    it(`does to images and labels what Keras' layers do: ${JSON.stringify(golden.augment)}`, () => {
      draws.push(...golden.draws);
      const { images, mix } = augment(pictures(layers.shape), golden.augment as Augmentation[]);
      expect(draws).toEqual([]);
      const values = images.dataSync();
      const worst = Math.max(...golden.images.map((value, index) => Math.abs(value - values[index]!)));
      expect(worst).toBeLessThan(0.02); // of 0..255
      const own = tf.oneHot(tf.tensor1d(layers.labels, 'int32'), layers.classes).toFloat();
      const share = mix?.share.reshape([-1, 1]) ?? tf.ones([layers.labels.length, 1]);
      const others = mix ? tf.gather(own, mix.partner) : own;
      const labels = tf.add(own.mul(share), others.mul(tf.sub(1, share))).dataSync();
      for (const [index, value] of golden.labels.entries()) expect(labels[index]).toBeCloseTo(value, 4);
    });

  it('with mixup and cutmix gives each image one of them', () => {
    const black = tf.zeros([32, 16, 16, 3]);
    const images = tf.concat([black, tf.fill([32, 16, 16, 3], 255)]) as tf.Tensor4D;
    const { images: mixed, mix } = inStep(4, () => augment(images, ['mixup', 'cutmix']));
    const partners = mix!.partner.dataSync();
    expect([...partners].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, index) => index));
    let [blended, pasted] = [0, 0];
    for (const [index, image] of tf.unstack(mixed).entries()) {
      if (index < 32 === partners[index]! < 32) continue;
      const values = new Set(image.dataSync());
      const share = mix!.share.dataSync()[index]!;
      if (values.size === 2) pasted++;
      else {
        blended++;
        const own = index < 32 ? 0 : 255;
        expect([...values][0]).toBeCloseTo(share * own + (1 - share) * (255 - own), 2);
      }
    }
    expect(blended).toBeGreaterThan(5);
    expect(pasted).toBeGreaterThan(5);
  });

  it('mirrors each image or leaves it, to the last bit, about one in two', () => {
    const images = pictures([64, 5, 4, 3]);
    const mirrored = tf.reverse(images, 2);
    const results = tf.unstack(inStep(1, () => augment(images, ['flip']).images));
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
    const once = inStep(1, () => augment(images, kinds).images).dataSync();
    expect(inStep(1, () => augment(images, kinds).images).dataSync()).toEqual(once);
    expect(inStep(2, () => augment(images, kinds).images).dataSync()).not.toEqual(once);
    expect(once.slice(0, 192)).not.toEqual(once.slice(192, 384));
  });

  it('keeps values within 0..255 and leaves no tensors behind', () => {
    const images = pictures([8, 9, 9, 3]);
    const before = tf.memory().numTensors;
    const result = inStep(3, () => augment(images, AUGMENTATION_NAMES)).images;
    expect(tf.memory().numTensors).toBe(before + 4); // the result, partner and share, and the seed above
    expect(tf.min(result).dataSync()[0]).toBeGreaterThanOrEqual(0);
    expect(tf.max(result).dataSync()[0]).toBeLessThanOrEqual(255.001);
  });

  it('returns the images themselves when there is nothing to do', () => {
    const images = pictures([1, 4, 4, 3]);
    expect(augment(images, [])).toEqual({ images, mix: null });
  });

  it('names the kinds that there are when it meets another', () => {
    const wrong = () => augment(pictures([1, 4, 4, 3]), ['blur' as Augmentation]);
    expect(wrong).toThrow(AugmentationUnknownError);
    expect(wrong).toThrow('There is no augmentation "blur".');
  });
});
