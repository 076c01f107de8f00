import { imageDimensions } from '../decode/image-dimensions.js';
import { ImageCorruptError } from '../errors.js';
import type { ReadableExample } from './file-parts.js';
import { readAhead } from './read-ahead.js';

export interface TableRow {
  id: string;
  label: string;
  /** Pixels, as stored. */
  width: number;
  height: number;
  /** Of the encoded image. */
  bytes: number;
}

const COLUMNS = ['id', 'label', 'width', 'height', 'bytes'] as const;

/** Examples as rows, in the manner of TFDS' `as_dataframe`; `String(table)` is for people. */
export class ExampleTable {
  readonly rows: readonly TableRow[];

  constructor(rows: readonly TableRow[]) {
    this.rows = rows;
  }

  toString(): string {
    const lines = [
      [...COLUMNS] as string[],
      ...this.rows.map((row) => COLUMNS.map((name) => String(row[name]))),
    ];
    const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
    return lines
      .map((line) =>
        line
          .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  }
}

/** Looks at the head of each image only. @throws ImageCorruptError */
export async function exampleTable(
  examples: Iterable<ReadableExample>,
  labels: readonly string[],
): Promise<ExampleTable> {
  const rows: TableRow[] = [];
  const read = readAhead(examples, async (example) => {
    const encoded = await example.read();
    try {
      const { width, height } = await imageDimensions(encoded);
      const { key: id, label } = example;
      return { id, label: labels[label]!, width, height, bytes: encoded.length };
    } catch (error) {
      throw new ImageCorruptError(example.where(), error);
    }
  });
  for await (const row of read) rows.push(row);
  return new ExampleTable(rows);
}
