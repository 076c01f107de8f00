import { imageTest } from '../facts/image-test.js';
import { differenceInterval, pairedInterval } from '../facts/proportions.js';
import type { SeedResults } from '../facts/seed-results.js';
import { welchTest } from '../statistics/welch-test.js';
import type { AccuracyDifference } from './comparison.js';

/**
 * How much more often `first` is right than `second`, both of the same data set and profile: over the seeds where both
 * have several that scatter, else on the images that both were tested on, else as two shares.
 */
export function pairDifference(first: SeedResults, second: SeedResults): AccuracyDifference {
  const accuracies = ({ runs }: SeedResults) => runs.map(({ run }) => run.test.accuracy);
  const seeds = welchTest(accuracies(first), accuracies(second));
  if (seeds) {
    const { difference, interval, p } = seeds;
    return { difference, interval, method: 'seeds', p };
  }
  const [one, other] = [first.runs[0]!, second.runs[0]!];
  const difference = one.run.test.accuracy - other.run.test.accuracy;
  const images = imageTest(other, one);
  if (images) {
    const { onlyThis, onlyBaseline, p } = images;
    const interval = pairedInterval(onlyThis, onlyBaseline, one.run.test.numExamples);
    return { difference, interval, method: 'same-images', p };
  }
  const counted = ({ test }: typeof one.run) => ({ share: test.accuracy, numExamples: test.numExamples });
  const interval = differenceInterval(counted(one.run), counted(other.run));
  return { difference, interval, method: 'images', p: null };
}
