import type { ClassResult } from '@teamnet/records';

/** Precision, recall and support of each label, as its confusion matrix (rows: labels) has them. */
export function classResults(
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
): ClassResult[] {
  return labels.map((label, i) => {
    const column = confusion.reduce((total, row) => total + row[i]!, 0);
    const support = confusion[i]!.reduce((total, count) => total + count, 0);
    return { label, precision: confusion[i]![i]! / column, recall: confusion[i]![i]! / support, support };
  });
}
