import { WorksheetInvalidError } from './errors.js';
import type { ExportOptions } from './grade-export.js';

type Worksheet = NonNullable<ExportOptions['worksheet']>;

/** The place of the column with one of the headings, whatever the case; -1 when there is none. */
export function columnOf({ file, table }: Worksheet, headings: readonly string[]): number {
  const folded = headings.map(fold);
  const found = table.header.flatMap((title, index) => (folded.includes(fold(title)) ? [index] : []));
  if (found.length > 1)
    throw new WorksheetInvalidError(
      file,
      `it has ${found.length} columns "${table.header[found[0]!]}"`,
      'Download it again and upload it as it is.',
    );
  return found[0] ?? -1;
}

/** A copy of the table's rows, each as long as the header, so that cells may be set. */
export function copyRows({ table }: Worksheet): string[][] {
  return table.rows.map((row) => [...row, ...Array(Math.max(0, table.header.length - row.length)).fill('')]);
}

/** Whether the platform writes 12,5 where we write 12.5, as the numbers that it filled in say. */
export function writesDecimalComma(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => /\d[.,]\d{1,5}$/.test(cell.trim()));
  return numbers.length > 0 && numbers.every((cell) => /,\d{1,5}$/.test(cell.trim()));
}

/** "100,00", "100.00" and "100" as numbers; NaN for anything else. */
export function readNumber(cell: string): number {
  const text = cell.trim();
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

function fold(title: string): string {
  return title.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}
