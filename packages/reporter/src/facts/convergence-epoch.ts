import type { Run } from '@teamnet/records';

/** First epoch whose validation accuracy is within 95 % of the run's best one. */
export function convergenceEpoch({ history }: Run): number {
  const best = Math.max(...history.map(({ validationAccuracy }) => validationAccuracy));
  return history.find(({ validationAccuracy }) => validationAccuracy >= 0.95 * best)!.epoch;
}
