import type { Run } from '@teamnet/records';
import { isClose, sum } from './run-check.js';

/**
 * Where the confusion matrix, the accuracy and the test split do not tell of the same images: one sentence each, with
 * both values. Reads nothing but run.json.
 */
export function* testContradictions(run: Run): Iterable<string> {
  const { test, dataset } = run;
  const { labels } = dataset;
  const n = test.numExamples;
  if (test.confusion.length !== labels.length || test.confusion.some((row) => row.length !== labels.length)) {
    yield `test.confusion is not ${labels.length} x ${labels.length}`;
    return;
  }
  const counted = sum(test.confusion.flat());
  if (counted !== n) yield `test.confusion counts ${counted} images, test.numExamples is ${n}`;
  if (n !== dataset.splits.test.numExamples)
    yield `test.numExamples is ${n}, the test split has ${dataset.splits.test.numExamples}`;
  const right = sum(test.confusion.map((row, index) => row[index]!));
  if (n > 0 && !isClose(test.accuracy, right / n))
    yield `test.accuracy is ${test.accuracy}, but ${right} of ${n} images of the confusion matrix are right: ${right / n}`;
  if (!(test.loss >= 0 && Number.isFinite(test.loss))) yield `test.loss is ${test.loss}`;
}
