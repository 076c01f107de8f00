import { median } from './median.js';

/**
 * How many times as much we do as the fastest of `peers`: the median over the rounds of ours divided by theirs in the
 * same round, so that what disturbs a whole round cancels out.
 */
export function ratiosOf(ours: readonly number[], peers: readonly (readonly number[])[]): number[] {
  const fastest = peers.reduce((best, paces) => (median(paces) > median(best) ? paces : best));
  return ours.map((pace, round) => pace / fastest[round]!);
}
