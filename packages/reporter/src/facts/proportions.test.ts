import { expect, test } from 'vitest';
import golden from './golden/proportions.json' with { type: 'json' };
import { differenceError, wilsonInterval } from './proportions.js';

test.each(golden.wilson)(
  'the interval of $right of $of is statsmodels’ Wilson interval',
  ({ right, of, interval }) => {
    const [low, high] = wilsonInterval(right / of, of);
    expect(low).toBeCloseTo(interval[0]!, 12);
    expect(high).toBeCloseTo(interval[1]!, 12);
  },
);

test('without images nothing is known', () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});

test.each(golden.difference)(
  'the error of $first against $second is statsmodels’ Agresti-Caffo',
  ({ first, second, error }) => {
    const share = ([right, of]: number[]) => ({ share: right! / of!, numExamples: of! });
    expect(differenceError(share(first), share(second))).toBeCloseTo(error, 10);
  },
);
