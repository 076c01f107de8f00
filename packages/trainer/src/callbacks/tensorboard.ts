import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Epoch } from '@teamnet/records';
import { EventFile } from '../store/event-file.js';
import type { Callback, Training } from './callback.js';

/**
 * Writes TensorBoard events into `train/` and `validation/` of a folder, with the tags of Keras' `TensorBoard`
 * callback (`epoch_loss`, `epoch_accuracy`, `epoch_learning_rate`); the step is the epoch, from 1.
 * See them with `tensorboard --logdir apps/team-3/runs`.
 */
export class TensorBoard implements Callback {
  private files: { train: EventFile; validation: EventFile } | null = null;
  private wallTime: number;

  /** @param startedAt ISO 8601; the epochs' times follow from it and their seconds */
  constructor(
    readonly folder: string,
    startedAt: string,
  ) {
    this.wallTime = Date.parse(startedAt) / 1000;
  }

  onTrainBegin(training: Training): void {
    const name = `events.out.tfevents.${Math.floor(this.wallTime)}.teamnet`;
    const open = (kind: string) => {
      mkdirSync(join(this.folder, kind), { recursive: true });
      return new EventFile(join(this.folder, kind, name), this.wallTime);
    };
    this.files = { train: open('train'), validation: open('validation') };
    for (const epoch of training.history) this.onEpochEnd(epoch);
  }

  onEpochEnd(epoch: Epoch): void {
    this.wallTime += epoch.seconds;
    const { train, validation } = this.files!;
    const add = (file: EventFile, tag: string, value: number) =>
      file.addScalar(tag, value, epoch.epoch, this.wallTime);
    add(train, 'epoch_loss', epoch.loss);
    add(train, 'epoch_accuracy', epoch.accuracy);
    add(train, 'epoch_learning_rate', epoch.learningRate);
    add(validation, 'epoch_loss', epoch.validationLoss);
    add(validation, 'epoch_accuracy', epoch.validationAccuracy);
  }
}
