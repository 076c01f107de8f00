import type { Epoch } from '@teamnet/records';
import type { Callback, Training } from '../callbacks/callback.js';
import { fakeProgram } from './fake-program.js';

/**
 * Runs callbacks over made-up epochs as the training loop would; the program's only number is that of the epoch.
 * @returns the training after its last epoch
 */
export function fakeTraining(
  callbacks: readonly Callback[],
  epochs: readonly Epoch[],
  done = 0,
): Training & { program: ReturnType<typeof fakeProgram> } {
  const program = fakeProgram();
  const training = { epochs: epochs.length, history: epochs.slice(0, done), program, stage: 1, stop: false };
  for (const callback of callbacks) callback.onTrainBegin?.(training);
  for (const callback of callbacks) callback.onStageBegin?.(training);
  for (const epoch of epochs.slice(done)) {
    if (training.stop) break;
    training.program.value = epoch.epoch;
    training.history.push(epoch);
    for (const callback of callbacks) callback.onEpochEnd?.(epoch, training);
  }
  return training;
}
