import type { Epoch } from '@teamnet/records';
import type { RunCheck } from '../run-check.js';

/** The epochs follow each other, end where the settings and early stopping end them, and the best is the best. */
export const epochsPossible: RunCheck = {
  id: 'epochs',
  *find({ run }) {
    const { history, stopped, bestEpoch, settings } = run;
    const { epochs, earlyStopping, transfer } = settings.training;
    const gap = history.findIndex(({ epoch }, index) => epoch !== index + 1);
    if (gap >= 0) yield `the history's line ${gap + 1} is of epoch ${history[gap]!.epoch}`;
    const best = lowest(history);
    if (bestEpoch !== best.epoch)
      yield `bestEpoch is ${bestEpoch}, but the validation loss is lowest at epoch ${best.epoch} (${best.validationLoss})`;
    // A fine-tuning has stages, each with its own epochs.
    if (transfer) return;
    if (history.length > epochs)
      yield `the history has ${history.length} epochs, the settings allow ${epochs}`;
    if (stopped === 'epochs' && history.length < epochs)
      yield `it says that it trained all ${epochs} epochs, the history has ${history.length}`;
    if (stopped === 'early-stopping' && !earlyStopping)
      yield 'it says that it stopped early, which its settings do not have';
    if (!earlyStopping) return;
    const { patience } = earlyStopping;
    const end = history.findIndex(
      (_, index) => index + 1 - lowest(history.slice(0, index + 1)).epoch >= patience,
    );
    if (end >= 0 && end + 1 < history.length)
      yield `with a patience of ${patience} it would have stopped after epoch ${end + 1}, the history has ${history.length}`;
    if (stopped === 'early-stopping' && end < 0)
      yield `it says that it stopped early, but the last low of the validation loss is less than ${patience} epochs ago`;
  },
};

function lowest(history: readonly Epoch[]): Epoch {
  return history.reduce((best, epoch) => (epoch.validationLoss < best.validationLoss ? epoch : best));
}
