import type { Epoch } from '@teamnet/records';
import { bestEpoch } from './best-epoch.js';
import { type Callback, stageEpochs, type Training } from './callback.js';

/**
 * Keeps a copy of the variables of the epoch with the lowest validation loss, as Keras' `EarlyStopping` does with
 * `restore_best_weights`; `restore` puts them back for the test.
 */
export class BestWeights implements Callback {
  /** @param values copies from a checkpoint, in the order of the program's variables */
  constructor(public values: Float32Array[] | null = null) {}

  /** Each further stage of a fine-tuning goes on from the best weights so far. */
  onStageBegin(training: Training): void {
    if (training.stage > 1 && stageEpochs(training).length === 0) this.restore(training);
  }

  onEpochEnd(epoch: Epoch, training: Training): void {
    if (bestEpoch(training.history) === epoch) this.values = training.program.readVariables();
  }

  /** Writes the best weights into the program; before the first epoch there are none, and nothing happens. */
  restore(training: Pick<Training, 'program'>): void {
    if (this.values !== null) training.program.writeVariables(this.values);
  }
}
