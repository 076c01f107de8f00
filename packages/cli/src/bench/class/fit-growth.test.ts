import { expect, test } from 'vitest';
import { fitGrowth } from './fit-growth.js';

test('a law of growth gives its exponent', () => {
  const law = (exponent: number) => [250, 1000, 8000].map((n) => ({ n, seconds: 0.01 * n ** exponent }));
  expect(fitGrowth(law(1))).toBeCloseTo(1, 10);
  expect(fitGrowth(law(2))).toBeCloseTo(2, 10);
  expect(
    fitGrowth([
      { n: 100, seconds: 3 },
      { n: 200, seconds: 3 },
    ]),
  ).toBeCloseTo(0, 10);
});
