import { expect, test } from 'vitest';
import golden from './golden/proportions.json' with { type: 'json' };
import { differenceError, differenceInterval, pairedInterval, wilsonInterval } from './proportions.js';

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

test.each(golden.difference)(
  'the interval of $first against $second is statsmodels’ Agresti-Caffo',
  ({ first, second, interval }) => {
    const share = ([right, of]: number[]) => ({ share: right! / of!, numExamples: of! });
    const [low, high] = differenceInterval(share(first), share(second));
    expect(low).toBeCloseTo(interval[0]!, 10);
    expect(high).toBeCloseTo(interval[1]!, 10);
  },
);

test.each(golden.paired)(
  'the interval on the same $of images, $first and $second of which only one got right, is that of NumPy’s moments',
  ({ first, second, of, interval }) => {
    const [low, high] = pairedInterval(first, second, of);
    expect(low).toBeCloseTo(interval[0]!, 12);
    expect(high).toBeCloseTo(interval[1]!, 12);
  },
);
