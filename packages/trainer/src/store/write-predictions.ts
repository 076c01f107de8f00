import { join } from 'node:path';
import type { DecodedSplit } from '@teamnet/datasets';
import { PREDICTIONS_FILE, type TestPrediction, writeWhole } from '@teamnet/records';
import type { Predictions } from '../evaluate-split.js';

/**
 * Writes what the network said of each test image, a line an image in the split's order, so that two runs can be
 * compared image by image (McNemar's test).
 * @param names label names in label order
 * @param folder the run's folder
 */
export function writePredictions(
  { labels, predicted, probabilities }: Predictions,
  { keys }: Pick<DecodedSplit, 'keys'>,
  names: readonly string[],
  folder: string,
): void {
  const lines = [...labels.keys()].map((index) => {
    const line: TestPrediction = {
      key: keys[index]!,
      label: names[labels[index]!]!,
      predicted: names[predicted[index]!]!,
      probability: Number(probabilities[index]![predicted[index]!]!.toFixed(6)),
    };
    return JSON.stringify(line);
  });
  writeWhole(join(folder, PREDICTIONS_FILE), `${lines.join('\n')}\n`);
}
