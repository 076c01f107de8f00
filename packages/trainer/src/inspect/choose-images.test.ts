import { expect, it } from 'vitest';
import { makeSplit } from '../testing/make-split.js';
import { chooseImages } from './choose-images.js';

it('right images come label by label, mistakes by how sure they are', () => {
  // Labels 0, 1, 0, 1, 0, 1.
  const probability = [0.7, 0.6, 0.9, 0.8, 0.99, 0.95];
  const predicted = Int32Array.of(0, 1, 0, 0, 0, 0);
  const predictions = {
    labels: Int32Array.of(0, 1, 0, 1, 0, 1),
    predicted,
    probabilities: probability.map((p, index) =>
      Float32Array.from([0, 1], (label) => (label === predicted[index] ? p : 1 - p)),
    ),
  };
  const { right, wrong } = chooseImages(predictions, makeSplit(6), 3);
  expect(right.map(({ key }) => key)).toEqual(['image-4', 'image-1', 'image-2']);
  expect(wrong.map(({ key, label, predicted: said }) => [key, label, said])).toEqual([
    ['image-5', 1, 0],
    ['image-3', 1, 0],
  ]);
  expect(right[0]!.pixels[0]).toBe(4);
});
