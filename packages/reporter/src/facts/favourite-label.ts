import type { Run } from '@teamnet/records';

/**
 * The label that the network says for most test images though most are of other labels: more than half of all, and
 * more than twice as often as it is true. null when there is none.
 */
export function favouriteLabel({ test, dataset }: Run): { label: string; count: number } | null {
  for (const [column, label] of dataset.labels.entries()) {
    const said = test.confusion.reduce((sum, row) => sum + (row[column] ?? 0), 0);
    const actual = test.confusion[column]?.reduce((sum, count) => sum + count, 0) ?? 0;
    if (said > test.numExamples / 2 && said > 2 * actual) return { label, count: said };
  }
  return null;
}
