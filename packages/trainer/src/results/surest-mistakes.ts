import { join } from 'node:path';
import type { DecodedSplit } from '@teamnet/datasets';
import { type Misclassified, writeWhole } from '@teamnet/records';
import type { Predictions } from '../evaluate-split.js';

/** How many wrong pictures a run keeps; three rows of four in a report. */
const KEPT = 12;

/**
 * The wrongly classified images that the network was surest about, each written as a JPEG into `misclassified/`.
 * @param names label names in label order
 * @param folder the run's folder
 */
export async function keepSurestMistakes(
  predictions: Predictions,
  split: Pick<DecodedSplit, 'keys' | 'picture'>,
  names: readonly string[],
  folder: string,
): Promise<Misclassified[]> {
  const mistakes = [...predictions.labels.keys()]
    .filter((index) => predictions.labels[index] !== predictions.predicted[index])
    .map((index) => ({
      index,
      probability: predictions.probabilities[index]![predictions.predicted[index]!]!,
    }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, KEPT);
  const kept: Misclassified[] = [];
  for (const { index, probability } of mistakes) {
    const label = names[predictions.labels[index]!]!;
    const predicted = names[predictions.predicted[index]!]!;
    const number = String(kept.length + 1).padStart(2, '0');
    const picture = `misclassified/${number}-${inFileName(label)}-as-${inFileName(predicted)}.jpg`;
    writeWhole(join(folder, picture), await split.picture(index));
    kept.push({ key: split.keys[index]!, label, predicted, probability, picture });
  }
  return kept;
}

/** Labels of a team's own data set are any names of folders. */
function inFileName(label: string): string {
  return [...label.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')].slice(0, 24).join('');
}
