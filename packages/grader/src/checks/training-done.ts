import type { Run } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';
import { requireOwnRuns } from '../own-runs.js';

/** Each shared run of the student trained to its end: all epochs, or until early stopping ended it. */
export const trainingDone: Check = {
  id: 'training-done',
  judge(handIn) {
    const runs = requireOwnRuns(handIn);
    for (const shared of runs) {
      const problem = findProblem(shared.run);
      if (problem) return missing(`${handIn.runFile(shared)}: ${problem}`, HINTS.trainToEnd);
    }
    return ok(
      runs
        .map(
          (shared) =>
            `${handIn.runFile(shared)}: ${shared.run.history.length} epochs, stopped by ${shared.run.stopped}`,
        )
        .join('; '),
    );
  },
};

function findProblem({ history, stopped, bestEpoch, settings }: Run): string | null {
  const { epochs, earlyStopping } = settings.training;
  const length = history.length;
  const gap = history.findIndex(({ epoch }, index) => epoch !== index + 1);
  if (gap >= 0) return `the history's line ${gap + 1} is of epoch ${history[gap]!.epoch}`;
  if (length > epochs) return `the history has ${length} epochs where the settings allow ${epochs}`;
  if (bestEpoch > length) return `the best epoch is ${bestEpoch} of ${length}`;
  if (stopped === 'epochs' && length < epochs)
    return `it says that it trained all ${epochs} epochs, but the history has ${length}`;
  if (stopped === 'early-stopping' && !earlyStopping)
    return 'it says "early-stopping", which its settings do not have';
  if (stopped === 'early-stopping' && earlyStopping && length <= earlyStopping.patience)
    return `it cannot have stopped after ${length} epochs with a patience of ${earlyStopping.patience}`;
  return null;
}
