import { expect, test } from 'vitest';
import { median, spread } from './median.js';
import { ratiosOf } from './ratio.js';

test('the median of an even count lies between the two middle values', () => {
  expect(median([9, 1, 4])).toBe(4);
  expect(median([9, 1, 4, 5])).toBe(4.5);
  expect(spread([9, 1, 4, 5], 2)).toBe('4.50 (1.00-9.00)');
});

test('a ratio is taken round by round, to the fastest of the peers', () => {
  expect(
    ratiosOf(
      [200, 100],
      [
        [10, 10],
        [100, 50],
      ],
    ),
  ).toEqual([2, 2]);
});
