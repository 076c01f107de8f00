import { describeSample } from './mean-interval.js';
import { studentProbability, studentQuantile } from './student-t.js';
import type { MeansTest } from './welch-test.js';

/**
 * Student's t test of two means with the variance pooled over all groups, as a contrast in a one-way analysis of
 * variance (Fisher 1935): for groups so small that their own scatter says next to nothing, when all may be taken to
 * scatter alike. Where the two scatter more than the rest, their own variance is used, so that it is the careful side.
 * A group may even be a single value then.
 * @param all the groups whose scatter is pooled, the two among them
 * @returns null when no group has two values, or when nothing scatters at all
 */
export function pooledTest(
  first: readonly number[],
  second: readonly number[],
  all: readonly (readonly number[])[],
): MeansTest | null {
  const pooled = pool(all);
  const variance = Math.max(pooled.variance, pool([first, second]).variance);
  // Equal values may differ in their last bit.
  if (variance < 1e-20) return null;
  const error = Math.sqrt(variance * (1 / first.length + 1 / second.length));
  const difference = describeSample(first).mean - describeSample(second).mean;
  const half = studentQuantile(0.975, pooled.df) * error;
  return {
    method: 'pooled',
    difference,
    interval: [difference - half, difference + half],
    p: 2 * studentProbability(-Math.abs(difference) / error, pooled.df),
  };
}

function pool(groups: readonly (readonly number[])[]): { variance: number; df: number } {
  let squares = 0;
  let df = 0;
  for (const group of groups) {
    const { n, deviation } = describeSample(group);
    squares += (n - 1) * (deviation ?? 0) ** 2;
    df += n - 1;
  }
  return { variance: df === 0 ? 0 : squares / df, df };
}
