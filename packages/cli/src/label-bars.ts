import { formatTable } from './format-table.js';

const WIDTH = 24;

/** A small plot of how many images each label has, a bar a label and split. */
export function labelBars(splits: Record<string, { labels: Record<string, number> }>): string {
  const rows = Object.entries(splits).flatMap(([split, { labels }]) =>
    Object.entries(labels).map(([label, count]) => ({ split, label, count })),
  );
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return formatTable(
    ['split', 'label', 'images', ''],
    rows.map(({ split, label, count }) => [
      ...[split, label, count.toLocaleString('en').padStart(6)],
      '█'.repeat(Math.round((WIDTH * count) / most)),
    ]),
  );
}
