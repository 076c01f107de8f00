import { expect, test } from 'vitest';
import { classWeightsOf } from './class-weights.js';

const labels = ['dandelion', 'daisy', 'tulips'];

test("Balanced weights are scikit-learn's: n / (classes * n of the label)", () => {
  const counts = { dandelion: 10, daisy: 20, tulips: 70 };
  // compute_class_weight('balanced', classes=[0, 1, 2], y=[0]*10 + [1]*20 + [2]*70)
  const expected = [3.3333333, 1.6666667, 0.47619048];
  for (const [index, weight] of classWeightsOf('balanced', labels, counts)!.entries())
    expect(weight).toBeCloseTo(expected[index]!, 7);
});

test('A label without a training image gets no weight and does not count as a class', () => {
  expect(classWeightsOf('balanced', labels, { dandelion: 1, tulips: 3 })).toEqual([2, 0, 2 / 3]);
});

test('Labels that are not named weigh 1, as in Keras; without the setting there are no weights', () => {
  expect(classWeightsOf({ daisy: 2.5, rock: 7 }, labels, {})).toEqual([1, 2.5, 1]);
  expect(classWeightsOf(null, labels, {})).toBeNull();
  expect(classWeightsOf(undefined, labels, {})).toBeNull();
});
