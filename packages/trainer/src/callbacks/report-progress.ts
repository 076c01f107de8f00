import type { Epoch } from '@teamnet/records';
import type { RunPlace, StepReport, TrainEvent } from '../train-event.js';
import { bestEpoch } from './best-epoch.js';
import type { Callback, Training } from './callback.js';

/** Passes each step and epoch on as events of one run. */
export class ReportProgress implements Callback {
  constructor(
    readonly place: RunPlace,
    readonly onEvent: (event: TrainEvent) => void,
  ) {}

  onStepEnd(step: StepReport): void {
    this.onEvent({ type: 'step', ...this.place, ...step });
  }

  onEpochEnd(epoch: Epoch, training: Training): void {
    const best = bestEpoch(training.history) === epoch;
    this.onEvent({ type: 'epoch', ...this.place, ...epoch, epochs: training.epochs, best });
  }
}
