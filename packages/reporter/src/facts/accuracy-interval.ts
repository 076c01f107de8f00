import { wilsonInterval } from './proportions.js';
import type { SeedResults } from './seed-results.js';

/**
 * The 95 % interval that a figure draws: over the seeds (Student's t) where there are several, cut off at 0 and 1, else
 * over the test images (Wilson).
 */
export function accuracyInterval({ runs, sample }: SeedResults): [number, number] {
  if (sample.interval) return [Math.max(0, sample.interval[0]), Math.min(1, sample.interval[1])];
  const { accuracy, numExamples } = runs[0]!.run.test;
  return wilsonInterval(accuracy, numExamples);
}
