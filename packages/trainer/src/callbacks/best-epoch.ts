import type { Epoch } from '@teamnet/records';

/** The epoch of the lowest validation loss, the earliest of equals; null for an empty history. */
export function bestEpoch(history: readonly Epoch[]): Epoch | null {
  return history.reduce<Epoch | null>(
    (best, epoch) => (best === null || epoch.validationLoss < best.validationLoss ? epoch : best),
    null,
  );
}
