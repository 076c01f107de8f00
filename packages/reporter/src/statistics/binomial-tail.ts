import { logGamma } from './student-t.js';

/** The probability of `count` or more of `of` when each has the probability `share`, strictly between 0 and 1. */
export function binomialTail(count: number, of: number, share: number): number {
  let sum = 0;
  // The smallest terms first, which loses fewer digits.
  for (let k = of; k >= count; k--)
    sum += Math.exp(logChoose(of, k) + k * Math.log(share) + (of - k) * Math.log1p(-share));
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
