import type { Run } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';
import { requireOwnRuns } from '../own-runs.js';
import { testContradictions } from '../verify/test-contradictions.js';

/** Each shared run of the student was evaluated on all images of its test split, and its numbers add up. */
export const evaluationDone: Check = {
  id: 'evaluation-done',
  judge(handIn) {
    const runs = requireOwnRuns(handIn);
    for (const shared of runs) {
      const problem = findProblem(shared.run);
      if (problem) return missing(`${handIn.runFile(shared)}: ${problem}`, HINTS.trainEvaluates);
    }
    return ok(
      runs
        .map(
          (shared) =>
            `${handIn.runFile(shared)}: test.accuracy ${shared.run.test.accuracy} on ${shared.run.test.numExamples} images`,
        )
        .join('; '),
    );
  },
};

function findProblem(run: Run): string | null {
  const { test, dataset } = run;
  if (test.numExamples === 0) return 'test.numExamples is 0';
  const expected = dataset.splits.test.numExamples;
  if (test.numExamples !== expected)
    return `test.numExamples is ${test.numExamples}, the test split has ${expected}`;
  const sum = test.confusion.flat().reduce((total, count) => total + count, 0);
  if (sum !== test.numExamples) return `the confusion matrix counts ${sum} images of ${test.numExamples}`;
  const [contradiction] = testContradictions(run);
  return contradiction ?? null;
}
