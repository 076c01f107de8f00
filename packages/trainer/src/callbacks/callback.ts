import type { Program } from '@teamnet/engine';
import type { Epoch } from '@teamnet/records';
import type { StepReport } from '../train-event.js';

/** A training as its callbacks see it. */
export interface Training {
  /** Upper bound of epochs. */
  readonly epochs: number;
  /** The epochs done so far, those before an interruption included. */
  readonly history: Epoch[];
  readonly program: Program;
  /** A callback sets it to end the training after this epoch. */
  stop: boolean;
}

/** Hooks into the training loop, in the way of Keras' callbacks (https://keras.io/api/callbacks/). */
export interface Callback {
  /** Before the first step; `training.history` holds what a checkpoint brought back. */
  onTrainBegin?(training: Training): void;
  onStepEnd?(step: StepReport, training: Training): void;
  /** After validation; the epoch is the last of `training.history`. */
  onEpochEnd?(epoch: Epoch, training: Training): void;
}
