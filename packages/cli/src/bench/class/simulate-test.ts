import type { Run, TestPrediction } from '@teamnet/records';
import type { Random } from './random.js';

/** A test split's results, and the line an image that they are counted from. */
export interface SimulatedTest {
  test: Run['test'];
  predictions: TestPrediction[];
}

/** What a network that gets about `share` of the images right says of each. @param counts images of each label */
export function simulateTest(
  random: Random,
  counts: readonly (readonly [label: string, images: number])[],
  share: number,
): SimulatedTest {
  const labels = counts.map(([label]) => label);
  let loss = 0;
  const predictions = counts.flatMap(([label, images]) =>
    Array.from({ length: images }, (_, index): TestPrediction => {
      const right = random.next() < share;
      const probability = Number((right ? random.between(0.5, 0.999) : random.between(0.4, 0.98)).toFixed(6));
      loss -= Math.log(right ? probability : (1 - probability) * 0.7);
      const predicted = right ? label : random.pick(labels.filter((other) => other !== label));
      return { key: `${label}/${1000 + index}.jpg`, label, predicted, probability };
    }),
  );
  const confusion = labels.map((label) =>
    labels.map(
      (other) => predictions.filter((line) => line.label === label && line.predicted === other).length,
    ),
  );
  const right = labels.reduce((total, _, index) => total + confusion[index]![index]!, 0);
  const mistakes = predictions
    .filter(({ label, predicted }) => label !== predicted)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 12);
  return {
    predictions,
    test: {
      numExamples: predictions.length,
      loss: loss / predictions.length,
      accuracy: right / predictions.length,
      perClass: counts.map(([label, support], index) => {
        const column = confusion.reduce((total, row) => total + row[index]!, 0);
        const found = confusion[index]![index]!;
        return {
          label,
          precision: column === 0 ? null : found / column,
          recall: support === 0 ? null : found / support,
          support,
        };
      }),
      confusion,
      misclassified: mistakes.map((line, index) => ({
        ...line,
        picture: `misclassified/${String(index + 1).padStart(2, '0')}-${line.label}-as-${line.predicted}.png`,
      })),
    },
  };
}
