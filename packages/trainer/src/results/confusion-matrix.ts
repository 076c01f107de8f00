import type { ClassResult } from '@teamnet/records';

/**
 * Counts the images of each label by the label predicted for them.
 * @returns [label][predicted], classes x classes
 */
export function confusionMatrix(labels: Int32Array, predicted: Int32Array, classes: number): number[][] {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [index, label] of labels.entries()) confusion[label]![predicted[index]!]!++;
  return confusion;
}

/**
 * Precision and recall of each class.
 * @param names label names in label order
 */
export function classResults(confusion: readonly number[][], names: readonly string[]): ClassResult[] {
  return names.map((label, index) => {
    const found = confusion[index]![index]!;
    const support = confusion[index]!.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, row) => sum + row[index]!, 0);
    return {
      label,
      precision: predicted === 0 ? null : found / predicted,
      recall: support === 0 ? null : found / support,
      support,
    };
  });
}
