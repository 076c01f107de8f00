import type { Check } from '../check.js';
import { notShared, ok } from '../finding.js';
import { HINTS } from '../hints.js';
import { requireOwnRuns } from '../own-runs.js';

/** The student has an experiment of their own, with a shared run on each data set. */
export const ownExperiment: Check = {
  id: 'own-experiment',
  judge(handIn) {
    requireOwnRuns(handIn);
    const own = handIn.runs.filter(({ experiment }) => experiment.by === handIn.student.id);
    for (const { id } of handIn.ownExperiments) {
      const runs = own.filter(({ experiment }) => experiment.id === id);
      if (runs.every(({ run }) => run !== null))
        return ok(runs.map((run) => handIn.runFile(run)).join(' and '));
    }
    const lacking = own.filter(({ run }) => run === null);
    return notShared(
      lacking.map((run) => `${handIn.runFile(run)}: not shared (${run.reason})`).join('; '),
      HINTS.trainOnBoth,
    );
  },
};
