import { expect, test } from 'vitest';
import golden from './resize-pixels.golden.json' with { type: 'json' };
import { resizePixels } from './resize-pixels.js';

test('every aspect ratio, with and without antialiasing, gives the pixels of Keras, to one grey level', () => {
  let image = Buffer.alloc(0);
  let differing = 0;
  let all = 0;
  for (const row of golden) {
    // A picture stands in its first row only.
    if (row.image) image = Buffer.from(row.image, 'base64');
    const { width, height, imageSize, antialias } = row;
    const aspectRatio = row.aspectRatio as 'stretch' | 'crop' | 'pad';
    const pixels = resizePixels({ data: image, width, height, channels: 3 }, imageSize, {
      aspectRatio,
      antialias,
    });
    const differences = greyLevels(pixels, Buffer.from(row.pixels, 'base64'));
    const what = `${width} x ${height} to ${imageSize}, ${aspectRatio}, antialias ${antialias}`;
    expect(Math.max(...differences), what).toBeLessThanOrEqual(1);
    differing += differences.filter((difference) => difference > 0).length;
    all += differences.length;
  }
  // Halves that round to another side.
  expect(differing / all).toBeLessThan(0.01);
});

test('an image that has its size stays as it is', () => {
  const data = Uint8Array.from({ length: 5 * 5 * 3 }, (_, i) => (i * 37) % 256);
  expect(resizePixels({ data, width: 5, height: 5, channels: 3 }, 5)).toEqual(data);
});

test('a strip of a picture has no empty middle, and black beside it when padded', () => {
  const white = { data: new Uint8Array(50 * 2 * 3).fill(255), width: 50, height: 2, channels: 3 as const };
  expect(new Set(resizePixels(white, 8, { aspectRatio: 'crop' }))).toEqual(new Set([255]));
  const padded = resizePixels(white, 50, { aspectRatio: 'pad' });
  expect(padded.filter((value) => value === 255).length).toBe(50 * 2 * 3);
});

function greyLevels(pixels: Uint8Array, expected: Uint8Array): number[] {
  expect(pixels.length).toBe(expected.length);
  return Array.from(pixels, (value, i) => Math.abs(value - expected[i]!));
}
