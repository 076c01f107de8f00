import { binomialTail } from './binomial-tail.js';

/**
 * McNemar's exact test (1947): whether two classifiers of the same images are right equally often. Only the images
 * count on which exactly one of them is right; if both were equally good, each of those would fall to either side like
 * a coin.
 * @param one images on which only the first is right
 * @param other images on which only the second is right
 * @returns the two-sided p value
 */
export function mcNemarTest(one: number, other: number): number {
  const larger = Math.max(one, other);
  return larger === 0 ? 1 : Math.min(1, 2 * binomialTail(larger, one + other, 0.5));
}
