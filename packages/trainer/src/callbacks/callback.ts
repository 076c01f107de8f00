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
  /** From 1: the stage that the next epoch belongs to; always 1 where it is no fine-tuning. */
  readonly stage: number;
  /** A callback sets it to end the training after this epoch. */
  stop: boolean;
}

/** The epochs of the stage that a training is in. */
export function stageEpochs({ history, stage }: Pick<Training, 'history' | 'stage'>): Epoch[] {
  return history.filter((epoch) => (epoch.stage ?? 1) === stage);
}

/** Hooks into the training loop, in the way of Keras' callbacks (https://keras.io/api/callbacks/). */
export interface Callback {
  /** Before the first step; `training.history` holds what a checkpoint brought back. */
  onTrainBegin?(training: Training): void;
  /** Before the first epoch of a stage, or the first after an interruption in it. */
  onStageBegin?(training: Training): void;
  onStepEnd?(step: StepReport, training: Training): void;
  /** After validation; the epoch is the last of `training.history`. */
  onEpochEnd?(epoch: Epoch, training: Training): void;
}
