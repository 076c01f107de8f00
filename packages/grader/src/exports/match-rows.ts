import { WorksheetInvalidError } from './errors.js';
import type { ExportEntry, ExportOptions } from './grade-export.js';

/** One way to find a student's row: a cell of it, and what it has to be equal to. */
export interface RowKey {
  /** What the cell is, e.g. `e-mail address`. */
  what: string;
  column: number;
  of(entry: ExportEntry): string | undefined;
}

/** Which row of a platform's table is whose. */
export interface RowMatch {
  rowOf: Map<ExportEntry, number>;
  withoutRow: ExportEntry[];
  /** Students found by nothing but their name, which other people may have as well. */
  byName: ExportEntry[];
  /** Rows that are nobody's. */
  rowsWithoutStudent: number[];
}

/**
 * Finds each student's row by the first key that finds one, and by the name only where exactly one student of the class
 * and one row have it.
 * @param rows indices of the rows that are students'
 * @throws WorksheetInvalidError when a key finds several rows, or a row is two students'
 */
export function matchRows(
  entries: readonly ExportEntry[],
  worksheet: NonNullable<ExportOptions['worksheet']>,
  rows: readonly number[],
  keys: readonly RowKey[],
  nameColumn: number,
): RowMatch {
  const { file, table } = worksheet;
  const cell = (row: number, column: number) => table.rows[row]?.[column] ?? '';
  const index = keys.map(({ column }) =>
    column < 0 ? new Map() : groupBy(rows, (row) => fold(cell(row, column))),
  );
  const byFoldedName = groupBy(rows, (row) => (nameColumn < 0 ? '' : foldName(cell(row, nameColumn))));
  const names = groupBy(entries, ({ grade }) => foldName(grade.name));

  const match: RowMatch = { rowOf: new Map(), withoutRow: [], byName: [], rowsWithoutStudent: [] };
  const owner = new Map<number, string>();
  for (const entry of entries) {
    const { student, name } = entry.grade;
    let row = findByKeys(entry, keys, index, file);
    if (row === undefined) {
      const candidates = byFoldedName.get(foldName(name)) ?? [];
      if (foldName(name) !== '' && candidates.length === 1 && names.get(foldName(name))!.length === 1) {
        row = candidates[0]!;
        match.byName.push(entry);
      }
    }
    if (row === undefined) {
      match.withoutRow.push(entry);
      continue;
    }
    const other = owner.get(row);
    if (other !== undefined)
      throw new WorksheetInvalidError(
        file,
        `line ${table.lines[row]} would be ${other}'s and ${student}'s`,
        'Correct who is who in the file of --map.',
      );
    owner.set(row, student);
    match.rowOf.set(entry, row);
  }
  match.rowsWithoutStudent = rows.filter((row) => !owner.has(row));
  return match;
}

function findByKeys(
  entry: ExportEntry,
  keys: readonly RowKey[],
  index: readonly Map<string, number[]>[],
  file: string,
): number | undefined {
  for (const [place, key] of keys.entries()) {
    const value = fold(key.of(entry) ?? '');
    const found = value === '' ? [] : (index[place]!.get(value) ?? []);
    if (found.length > 1)
      throw new WorksheetInvalidError(
        file,
        `${found.length} rows have the ${key.what} "${key.of(entry)}" of ${entry.grade.student}`,
        'Keep the one that is to be graded.',
      );
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  groups.delete('');
  return groups;
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** "Kim, Minji", "Minji Kim" and `="Kim, Minji"` (Canvas quotes what begins like a formula) are one; "김 민지" and "김민지" too. */
export function foldName(text: string): string {
  const plain = fold(text).replace(/^="(.*)"$/, '$1');
  const [last, first, ...more] = plain.split(',');
  const words = first === undefined || more.length > 0 ? plain : `${first} ${last}`;
  const folded = words.replace(/[\s,]+/g, '');
  // A Korean name is written family name first, with a comma or without.
  return /^[\uAC00-\uD7A3\s,]+$/.test(plain) ? plain.replace(/[\s,]+/g, '') : folded;
}
