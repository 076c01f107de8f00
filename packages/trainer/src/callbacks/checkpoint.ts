import type { Epoch } from '@teamnet/records';
import { writeCheckpoint } from '../store/checkpoint-file.js';
import type { BestWeights } from './best-weights.js';
import type { Callback, Training } from './callback.js';

/**
 * Writes a checkpoint after each epoch, so that a training that was stopped, even by a power cut, goes on from its
 * last whole epoch. Comes after `BestWeights` in the list, whose copies it stores too.
 */
export class Checkpoint implements Callback {
  /** @param epochsDone epochs that the file holds already; kept up to date */
  constructor(
    readonly file: string,
    readonly run: { id: string; startedAt: string },
    readonly bestWeights: BestWeights,
    public epochsDone = 0,
  ) {}

  onEpochEnd(_epoch: Epoch, training: Training): void {
    const variables = training.program.readVariables();
    const best = this.bestWeights.values ?? variables;
    writeCheckpoint(this.file, { ...this.run, history: training.history, variables, best });
    this.epochsDone = training.history.length;
  }
}
