import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { augmentCopies } from './augment-copies.js';

beforeAll(async () => {
  await openEngine({ engine: 'wasm' });
});

const image = (value: number) => new Uint8Array(8 * 8 * 3).fill(value);

it('one image is augmented anew in each copy, the same again for the same seed', () => {
  const batch = [image(0).map((_, index) => index), image(7)];
  const before = tf.memory().numTensors;
  const copies = augmentCopies(batch, 8, ['rotate', 'brightness'], { copies: 3, seed: 1 });
  expect(tf.memory().numTensors).toBe(before);
  expect(new Set(copies.map(({ pixels }) => pixels.join())).size).toBe(3);
  expect(copies[0]).toMatchObject({ share: 1, partner: null });
  expect(augmentCopies(batch, 8, ['rotate', 'brightness'], { copies: 3, seed: 1 })).toEqual(copies);
});

it('a mixed copy says with which image, and its share is that of its pixels', () => {
  const copies = augmentCopies([image(0), image(200)], 8, [{ name: 'mixup', alpha: 1 }], {
    copies: 8,
    seed: 1,
  });
  const mixed = copies.filter(({ partner }) => partner === 1);
  expect(mixed.length).toBeGreaterThan(1);
  for (const { pixels, share } of mixed) expect(Math.abs(pixels[0]! - 200 * (1 - share))).toBeLessThan(1);
});
