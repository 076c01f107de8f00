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
    column < 0 ? new Map() : groupBy(rows, (row) => [fold(cell(row, column))]),
  );
  const rowsNamed = groupBy(rows, (row) => (nameColumn < 0 ? [] : foldedNames(cell(row, nameColumn))));
  const studentsNamed = groupBy(entries, ({ grade }) => foldedNames(grade.name));
  const findByName = ({ grade }: ExportEntry): number | undefined => {
    const names = foldedNames(grade.name);
    const candidates = new Set(names.flatMap((name) => rowsNamed.get(name) ?? []));
    const alone = names.every((name) => studentsNamed.get(name)!.length === 1);
    return candidates.size === 1 && alone ? [...candidates][0] : undefined;
  };

  const match: RowMatch = { rowOf: new Map(), withoutRow: [], byName: [], rowsWithoutStudent: [] };
  const owner = new Map<number, string>();
  for (const entry of entries) {
    const { student } = entry.grade;
    let row = findByKeys(entry, keys, index, file);
    if (row === undefined) {
      row = findByName(entry);
      if (row !== undefined) match.byName.push(entry);
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

function groupBy<T>(values: readonly T[], keysOf: (value: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values)
    for (const key of keysOf(value)) {
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
  groups.delete('');
  return groups;
}

function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** A name, and both of "Minji Kim (김민지)". */
function foldedNames(text: string): string[] {
  const [, before, within] = /^(.*\S)\s*\(([^()]+)\)\s*$/.exec(text) ?? [];
  const names = [text, before, within].filter((name) => name !== undefined).map(foldName);
  return [...new Set(names)].filter((name) => name !== '');
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
