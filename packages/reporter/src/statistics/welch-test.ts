import { describeSample } from './mean-interval.js';
import { studentProbability, studentQuantile } from './student-t.js';

/** How two groups of measurements differ. */
export interface MeansTest {
  /** `pooled`: with the scatter of other groups as well, see pooledTest. */
  method: 'welch' | 'pooled';
  /** Mean of the first minus mean of the second. */
  difference: number;
  /** 95 % interval of the difference. */
  interval: [number, number];
  /** Two-sided. */
  p: number;
}

/**
 * Welch's t test (1947): the difference of two means whose groups may scatter unequally.
 * @returns null with fewer than two values in a group, or when no group scatters at all: then nothing is known of the
 *   chance in them
 */
export function welchTest(first: readonly number[], second: readonly number[]): MeansTest | null {
  const groups = [first, second].map(describeSample);
  if (groups.some(({ n }) => n < 2)) return null;
  const parts = groups.map(({ n, deviation }) => deviation! ** 2 / n);
  const [a, b] = parts as [number, number];
  // Equal values may differ in their last bit.
  if (a + b < 1e-20) return null;
  const error = Math.sqrt(a + b);
  const df = (a + b) ** 2 / (a ** 2 / (groups[0]!.n - 1) + b ** 2 / (groups[1]!.n - 1));
  const difference = groups[0]!.mean - groups[1]!.mean;
  const half = studentQuantile(0.975, df) * error;
  return {
    method: 'welch',
    difference,
    interval: [difference - half, difference + half],
    p: 2 * studentProbability(-Math.abs(difference) / error, df),
  };
}
