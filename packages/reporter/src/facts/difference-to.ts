import type { Run } from '@teamnet/records';
import { differenceError } from './proportions.js';

/** How a run stands to another. */
export type Difference =
  | { kind: 'other-images' }
  | { kind: 'other-profile' }
  /** `accuracy`: this minus the other, -1..1; `clear`: more than two standard errors of the test images. */
  | { kind: 'measured'; accuracy: number; clear: boolean; error: number };

/** Test accuracy against a baseline, where the two can be compared: same images, same profile. */
export function differenceTo(baseline: Run, run: Run): Difference {
  if (
    baseline.dataset.fingerprint !== run.dataset.fingerprint ||
    baseline.dataset.splits.test.expression !== run.dataset.splits.test.expression
  )
    return { kind: 'other-images' };
  if (baseline.profile !== run.profile) return { kind: 'other-profile' };
  const share = ({ test }: Run) => ({ share: test.accuracy, numExamples: test.numExamples });
  const error = differenceError(share(run), share(baseline));
  const accuracy = run.test.accuracy - baseline.test.accuracy;
  return { kind: 'measured', accuracy, clear: Math.abs(accuracy) > 2 * error, error };
}
