import { readFileSync } from 'node:fs';
import { PREDICTIONS_FILE, type Run, type TestPrediction } from '@teamnet/records';
import type { FixtureClass } from './fixture-class.js';

/**
 * Gives a run of a fixture the predictions that its confusion matrix tells of, label by label.
 * @param keyOf of the n-th image of a label; two runs with the same keys were tested on the same images
 */
export function keepPredictions(
  made: FixtureClass,
  experiment: string,
  dataset: string,
  keyOf = (label: string, number: number) => `${label}/${number}.jpg`,
): void {
  const place = made.workspace.runFile(made.team, experiment, dataset);
  const run = JSON.parse(readFileSync(place, 'utf8')) as Run;
  const { labels } = run.dataset;
  const lines = run.test.confusion.flatMap((row, actual) => {
    const label = labels[actual]!;
    return row
      .flatMap((count, predicted) => Array<string>(count).fill(labels[predicted]!))
      .map((predicted, number): TestPrediction => {
        return { key: keyOf(label, number), label, predicted, probability: 0.9 };
      });
  });
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  made.write(`apps/${made.team}/runs/${experiment}/${dataset}/${PREDICTIONS_FILE}`, text);
  made.relist(experiment, dataset, ({ files }) => {
    files.push({ path: PREDICTIONS_FILE, bytes: 0, sha256: '' });
  });
}
