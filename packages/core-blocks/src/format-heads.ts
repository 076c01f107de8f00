import type { HeadRow } from './compare-heads.js';

const names: Record<HeadRow['head'], string> = {
  'global-average-pooling': 'global average pooling',
  flatten: 'flatten',
};

/** The two heads of `compareHeads` as a table of plain text. Ends with a newline. */
export function formatHeads(rows: readonly HeadRow[]): string {
  const cells = [
    ['Head', 'Features', 'Its parameters', 'All parameters', "Head's share"],
    ...rows.map(({ head, features, headParameters, totalParameters }) => [
      names[head],
      ...[features, headParameters, totalParameters].map((value) => value.toLocaleString('en-US')),
      `${((100 * headParameters) / totalParameters).toFixed(1)} %`,
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .concat('')
    .join('\n');
}
