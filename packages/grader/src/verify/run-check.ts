import type { RunEvidence } from './run-evidence.js';

/** A question put to one run alone: does what it says hold together? */
export interface RunCheck {
  /** Kebab-case; `check` of the findings. */
  id: string;
  /** One sentence for each contradiction, with both values. */
  find(evidence: RunEvidence): Iterable<string>;
}

/** Equal but for rounding in the last places of a double, or of a float32 where told. */
export function isClose(a: number, b: number, tolerance = 1e-9): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
