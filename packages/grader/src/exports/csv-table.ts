import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { TableUnreadableError } from './errors.js';

/** A CSV file as it was read, so that it can be written again with nothing changed but what was filled in. */
export interface CsvTable {
  header: string[];
  rows: string[][];
  /** Line in the file, from 1, of each row's end. */
  lines: number[];
  delimiter: string;
  lineEnd: '\n' | '\r\n';
  /** A UTF-8 byte order mark, by which Excel knows UTF-8. */
  bom: boolean;
}

const BOM = '\uFEFF';

/**
 * Reads a table of a platform or a teacher: UTF-8 with or without byte order mark; comma, semicolon or tab, whichever
 * the first line has most of. Cells stay as they are, spaces too.
 * @param file only for the error
 * @throws TableUnreadableError
 */
export function readCsvTable(bytes: Uint8Array, file: string): CsvTable {
  const text = decode(bytes, file);
  const bom = text.startsWith(BOM);
  const body = bom ? text.slice(1) : text;
  const first = body.split(/\r\n|\r|\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
  const [header, ...rows] = parseRows(body, delimiter, file);
  if (!header) throw new TableUnreadableError(file, 'it is empty', 'Download it again.');
  return {
    header: header.record,
    rows: rows.map(({ record }) => record),
    lines: linesOf(
      body,
      rows.map(({ info }) => info.bytes),
    ),
    delimiter,
    lineEnd: body.includes('\r\n') ? '\r\n' : '\n',
    bom,
  };
}

/** The table as a file's text, quoted where CSV asks for it (RFC 4180). */
export function writeCsvTable(table: Omit<CsvTable, 'lines'>): string {
  const text = stringify([table.header, ...table.rows], {
    delimiter: table.delimiter,
    record_delimiter: table.lineEnd,
    // A lone CR or spaces at the ends survive only within quotes.
    quoted_match: /^\s|\s$|\r|\n/,
  });
  return table.bom ? BOM + text : text;
}

/** A new table with the line ends of RFC 4180. */
export function newCsvTable(header: string[], rows: string[][], options: { bom: boolean }): string {
  return writeCsvTable({ header, rows, delimiter: ',', lineEnd: '\r\n', bom: options.bom });
}

function decode(bytes: Uint8Array, file: string): string {
  const inExcel = 'In Excel, save it as "CSV UTF-8 (comma delimited)".';
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new TableUnreadableError(file, 'it is UTF-16 text', inExcel);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TableUnreadableError(file, 'it is not UTF-8 text', inExcel);
  }
}

/** The line that each row ends on. csv-parse's own count takes CRLF within quotes for two lines. */
function linesOf(body: string, ends: readonly number[]): number[] {
  const bytes = Buffer.from(body, 'utf8');
  const NEWLINE = 10;
  let at = 0;
  let line = 1;
  return ends.map((end) => {
    const row = bytes.subarray(at, end);
    const breaks = row.reduce((count, byte) => count + (byte === NEWLINE ? 1 : 0), 0);
    at = end;
    line += breaks;
    return row.at(-1) === NEWLINE ? line - 1 : line;
  });
}

function parseRows(text: string, delimiter: string, file: string) {
  try {
    const rows = parse(text, { delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
    return rows as unknown as { record: string[]; info: { bytes: number } }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TableUnreadableError(
      file,
      `it is not a CSV table (${error.message.replace(/\.$/, '')})`,
      'Download it again; if a spreadsheet changed it, mend the quotes in the line that it names.',
    );
  }
}
