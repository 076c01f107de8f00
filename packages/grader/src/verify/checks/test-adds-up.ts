import type { Run } from '@teamnet/records';
import { isClose, type RunCheck, sum } from '../run-check.js';
import { testContradictions } from '../test-contradictions.js';

/** The confusion matrix, the accuracy, the results of each class and the test split tell of the same images. */
export const testAddsUp: RunCheck = {
  id: 'test',
  *find({ run }) {
    yield* testContradictions(run);
    const { length } = run.dataset.labels;
    if (run.test.confusion.length !== length || run.test.confusion.some((row) => row.length !== length))
      return;
    yield* classesAddUp(run);
    yield* mistakesAddUp(run);
  },
};

function* classesAddUp(run: Run): Iterable<string> {
  const { test, dataset } = run;
  const named = test.perClass.map(({ label }) => label);
  if (JSON.stringify(named) !== JSON.stringify(dataset.labels)) {
    yield `test.perClass is of ${named.join(', ')}, the data set has ${dataset.labels.join(', ')}`;
    return;
  }
  for (const [index, { label, precision, recall, support }] of test.perClass.entries()) {
    const row = sum(test.confusion[index]!);
    const column = sum(test.confusion.map((counts) => counts[index]!));
    const found = test.confusion[index]![index]!;
    if (support !== row)
      yield `support of ${label} is ${support}, its row of the confusion matrix has ${row}`;
    const inSplit = dataset.splits.test.labels[label] ?? 0;
    if (row !== inSplit)
      yield `the confusion matrix has ${row} images of ${label}, the test split has ${inSplit}`;
    if (!isShare(precision, found, column))
      yield `precision of ${label} is ${precision}, the confusion matrix gives ${found}/${column}`;
    if (!isShare(recall, found, row))
      yield `recall of ${label} is ${recall}, the confusion matrix gives ${found}/${row}`;
  }
}

function isShare(said: number | null, part: number, whole: number): boolean {
  return whole === 0 ? said === null : said !== null && isClose(said, part / whole);
}

function* mistakesAddUp(run: Run): Iterable<string> {
  const { test, dataset, files } = run;
  const counts = new Map<string, number>();
  for (const { key, label, predicted, picture } of test.misclassified) {
    if (label === predicted) yield `test.misclassified has ${key}, which is right (${label})`;
    if (!files.some(({ path }) => path === picture))
      yield `files does not list the mistake's picture ${picture}`;
    const pair = `${label} as ${predicted}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
    const cell = test.confusion[dataset.labels.indexOf(label)]?.[dataset.labels.indexOf(predicted)] ?? 0;
    if (counts.get(pair) === cell + 1)
      yield `test.misclassified has more of ${pair} than the confusion matrix (${cell})`;
  }
  const keys = test.misclassified.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) yield `test.misclassified has ${twice} twice`;
  const probabilities = test.misclassified.map(({ probability }) => probability);
  if (probabilities.some((value, index) => index > 0 && value > probabilities[index - 1]!))
    yield 'test.misclassified is not in the order of the probabilities';
}
