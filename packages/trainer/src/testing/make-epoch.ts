import type { Epoch } from '@teamnet/records';

/** An epoch with believable numbers, some of them given. */
export function makeEpoch(epoch: number, given: Partial<Epoch> = {}): Epoch {
  return {
    epoch,
    loss: 1 / epoch,
    accuracy: 0.5,
    validationLoss: 1 / epoch,
    validationAccuracy: 0.5,
    learningRate: 0.001,
    seconds: 2,
    imagesPerSecond: 200,
    ...given,
  };
}

/** A history from its validation losses, with training losses beside them. */
export function makeHistory(
  validationLosses: readonly number[],
  losses: readonly number[] = validationLosses,
  accuracy = 0.5,
): Epoch[] {
  return validationLosses.map((validationLoss, index) =>
    makeEpoch(index + 1, { validationLoss, loss: losses[index]!, accuracy }),
  );
}
