import type { Epoch } from '@teamnet/records';
import { bestEpoch } from './best-epoch.js';
import { type Callback, stageEpochs, type Training } from './callback.js';

/**
 * Ends the training, or its stage, when the validation loss has made no new low in it for `patience` epochs, as Keras' `EarlyStopping`
 * does with `min_delta` 0. It reads the history alone, so that a resumed training stops at the same epoch.
 */
export class EarlyStopping implements Callback {
  /** @param patience epochs, at least 1 */
  constructor(readonly patience: number) {}

  onStageBegin(training: Training): void {
    this.judge(training);
  }

  onEpochEnd(_epoch: Epoch, training: Training): void {
    this.judge(training);
  }

  private judge(training: Training): void {
    const epochs = stageEpochs(training);
    const best = bestEpoch(epochs);
    if (best !== null && epochs.at(-1)!.epoch - best.epoch >= this.patience) training.stop = true;
  }
}
