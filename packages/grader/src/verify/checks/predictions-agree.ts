import {
  PREDICTIONS_FILE,
  type Run,
  readPredictions,
  TeamnetError,
  type TestPrediction,
} from '@teamnet/records';
import type { RunCheck } from '../run-check.js';

/** Probabilities in predictions.jsonl have six decimals. */
const ROUNDING = 1e-6;

/** What the network said of each image gives the confusion matrix, the mistakes, and a loss that is possible. */
export const predictionsAgree: RunCheck = {
  id: 'predictions',
  *find({ run, folder }) {
    let predictions: TestPrediction[] | null;
    try {
      predictions = readPredictions(run, folder);
    } catch (error) {
      if (!(error instanceof TeamnetError)) throw error;
      yield error.message.replaceAll(`${folder}/`, '');
      return;
    }
    if (predictions === null) return;
    yield* confusionOf(run, predictions);
    yield* mistakesOf(run, predictions);
    const keys = new Set(predictions.map(({ key }) => key));
    if (keys.size !== predictions.length)
      yield `${PREDICTIONS_FILE} has ${predictions.length} lines of ${keys.size} images`;
    const odd = predictions.find(({ probability }) => !(probability > 0 && probability <= 1));
    if (odd) yield `${PREDICTIONS_FILE} gives ${odd.key} the probability ${odd.probability}`;
    const least = leastLoss(predictions);
    if (run.test.loss < least - 1e-3)
      yield `test.loss is ${run.test.loss}, but the probabilities of ${PREDICTIONS_FILE} make at least ${least.toFixed(4)}`;
  },
};

function* confusionOf({ dataset, test }: Run, predictions: readonly TestPrediction[]): Iterable<string> {
  const { labels } = dataset;
  const counts = labels.map(() => labels.map(() => 0));
  for (const { key, label, predicted } of predictions) {
    const row = counts[labels.indexOf(label)];
    const column = labels.indexOf(predicted);
    if (row === undefined || column < 0) {
      yield `${PREDICTIONS_FILE} says ${label} as ${predicted} of ${key}, which are not labels of ${dataset.name}`;
      return;
    }
    row[column]!++;
  }
  for (const [i, label] of labels.entries())
    for (const [j, predicted] of labels.entries())
      if (counts[i]![j] !== test.confusion[i]?.[j])
        yield `${PREDICTIONS_FILE} has ${counts[i]![j]} images of ${label} as ${predicted}, the confusion matrix ${test.confusion[i]?.[j]}`;
}

function* mistakesOf({ test }: Run, predictions: readonly TestPrediction[]): Iterable<string> {
  const said = new Map(predictions.map((line) => [line.key, line]));
  for (const { key, label, predicted, probability } of test.misclassified) {
    const line = said.get(key);
    if (line?.label !== label || line.predicted !== predicted)
      yield `test.misclassified says ${label} as ${predicted} of ${key}, ${PREDICTIONS_FILE} ${line ? `${line.label} as ${line.predicted}` : 'nothing'}`;
    else if (Math.abs(line.probability - probability) > ROUNDING)
      yield `test.misclassified gives ${key} the probability ${probability}, ${PREDICTIONS_FILE} ${line.probability}`;
  }
}

/**
 * The least mean cross-entropy that goes with the answers: −ln p of a right one; of a wrong one at least −ln(1 − p),
 * as if all the rest of the probability were the true label's.
 */
function leastLoss(predictions: readonly TestPrediction[]): number {
  const losses = predictions.map(({ label, predicted, probability }) =>
    label === predicted
      ? -Math.log(Math.min(1, probability + ROUNDING))
      : -Math.log(1 - probability + ROUNDING),
  );
  return losses.reduce((total, loss) => total + Math.max(0, loss), 0) / Math.max(1, losses.length);
}
