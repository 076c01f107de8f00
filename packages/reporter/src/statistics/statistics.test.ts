import { describe, expect, test } from 'vitest';
import { binomialTail } from './binomial-tail.js';
import golden from './golden/statistics.json' with { type: 'json' };
import { holmAdjust } from './holm.js';
import { mcNemarTest } from './mc-nemar.js';
import { describeSample } from './mean-interval.js';
import { pooledTest } from './pooled-test.js';
import { studentProbability, studentQuantile } from './student-t.js';
import { welchTest } from './welch-test.js';

/** Relative to the size of the golden value, since p values reach down to 1e-60. */
const near = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThan(1e-10 * Math.max(Math.abs(expected), 1e-200));

describe('Student’s t is SciPy’s', () => {
  test.each(golden.distribution)('up to $t with $df degrees of freedom', ({ t, df, probability }) => {
    near(studentProbability(t, df), probability);
  });
  test.each(golden.quantiles)('at 97.5 % with $df degrees of freedom', ({ df, quantile }) => {
    near(studentQuantile(0.975, df), quantile);
    near(studentQuantile(0.025, df), -quantile);
  });
});

describe('Means', () => {
  test.each(golden.intervals)('of $sample have SciPy’s deviation and interval', (one) => {
    const { mean, deviation, interval } = describeSample(one.sample);
    near(mean, one.mean);
    near(deviation!, one.deviation);
    for (const end of [0, 1]) near(interval![end]!, one.interval[end]!);
  });
  test('of one value have no spread', () => {
    expect(describeSample([0.8])).toEqual({ n: 1, mean: 0.8, deviation: null, interval: null });
  });
  test('of equal values have no interval, since the next one may differ', () => {
    expect(describeSample([1, 1])).toEqual({ n: 2, mean: 1, deviation: 0, interval: null });
  });
  test.each(golden.welch)('of $first and $second differ as in SciPy’s Welch test', (one) => {
    const { p, interval } = welchTest(one.first, one.second)!;
    near(p, one.p);
    for (const end of [0, 1]) expect(interval[end]).toBeCloseTo(one.interval[end]!, 12);
  });
  test.each(golden.pooled)(
    'of groups $first and $second differ as in statsmodels’ analysis of variance',
    (one) => {
      const { p, interval } = pooledTest(
        golden.groups[one.first]!,
        golden.groups[one.second]!,
        golden.groups,
      )!;
      near(p, one.p);
      for (const end of [0, 1]) expect(interval[end]).toBeCloseTo(one.interval[end]!, 12);
    },
  );
  test('that scatter more than all groups do are tested with their own scatter', () => {
    const [noisy, calm] = [
      [0.5, 0.9],
      [0.8, 0.81],
    ];
    const all = [noisy, calm, ...Array.from({ length: 8 }, () => calm)];
    const alone = pooledTest(noisy, calm, [noisy, calm])!;
    const careful = pooledTest(noisy, calm, all)!;
    expect(careful.p).toBeGreaterThan(0.4);
    expect(careful.p).toBeLessThan(alone.p);
    expect(pooledTest([1, 1], [1, 1], [[1, 1]])).toBeNull();
    expect(pooledTest([0.5], [0.4], [[0.5], [0.4]])).toBeNull();
    // One value against two: the scatter is that of the two.
    const { p } = pooledTest([0.5], [0.4, 0.3], [[0.5], [0.4, 0.3]])!;
    near(p, 2 * studentProbability(-0.15 / (Math.sqrt(0.005) * Math.sqrt(1.5)), 1));
  });
  test('that do not scatter, or are single, are not tested', () => {
    expect(welchTest([0.5, 0.5], [0.4, 0.4])).toBeNull();
    expect(welchTest([0.5], [0.4, 0.3])).toBeNull();
  });
});

test.each(golden.mcNemar)('McNemar’s test of $one against $other is statsmodels’', ({ one, other, p }) => {
  near(mcNemarTest(one, other), p);
  near(mcNemarTest(other, one), p);
});

test.each(golden.holm)('Holm’s correction of $p is statsmodels’', ({ p, adjusted }) => {
  for (const [index, value] of holmAdjust(p).entries()) near(value, adjusted[index]!);
});

test.each(golden.binomial)('$count or more of $of at $share is SciPy’s', ({ count, of, share, p }) => {
  near(binomialTail(count, of, share), p);
});
