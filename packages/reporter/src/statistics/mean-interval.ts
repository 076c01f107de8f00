import { studentQuantile } from './student-t.js';

/** Mean and spread of a few measurements. */
export interface Sample {
  n: number;
  mean: number;
  /** Standard deviation with n - 1; null for one value. */
  deviation: number | null;
  /**
   * 95 % interval of the mean (Student's t with n - 1 degrees of freedom); null for one value, and for values that are
   * all equal: a scatter that a few did not show may be there all the same.
   */
  interval: [number, number] | null;
}

/** Describes measurements that scatter, such as the test accuracies of several seeds; at least one value. */
export function describeSample(values: readonly number[]): Sample {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { n, mean, deviation: null, interval: null };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  // Equal values may differ in their last bit.
  if (deviation < 1e-10) return { n, mean, deviation: 0, interval: null };
  const half = (studentQuantile(0.975, n - 1) * deviation) / Math.sqrt(n);
  return { n, mean, deviation, interval: [mean - half, mean + half] };
}
