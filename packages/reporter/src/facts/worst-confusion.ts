import type { Run } from '@teamnet/records';

export interface Confusion {
  actual: string;
  predicted: string;
  count: number;
  /** Test images of the true label. */
  of: number;
}

/** The pair of labels that is mixed up most often on the test images; null when nothing is. */
export function worstConfusion({ test, dataset }: Run): Confusion | null {
  let worst: Confusion | null = null;
  for (const [row, counts] of test.confusion.entries())
    for (const [column, count] of counts.entries())
      if (row !== column && count > (worst?.count ?? 0))
        worst = {
          actual: dataset.labels[row] ?? `#${row}`,
          predicted: dataset.labels[column] ?? `#${column}`,
          count,
          of: counts.reduce((sum, value) => sum + value, 0),
        };
  return worst;
}
