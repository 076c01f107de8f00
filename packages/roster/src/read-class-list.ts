import { CsvError, parse } from 'csv-parse/sync';
import { ClassListError } from './errors.js';

/** A row of the class list. */
export interface Student {
  id: string;
  name: string;
  /** The team that the student chose, as written; empty when there is none. */
  wish: string;
  /** Line in the file, from 1. */
  line: number;
}

/** The students of a class list, and what a teacher should know about how it was read. */
export interface ClassList {
  students: Student[];
  notes: string[];
}

interface Row {
  record: string[];
  info: { lines: number };
}

const COLUMNS: Record<string, 'id' | 'name' | 'wish'> = {
  id: 'id',
  name: 'name',
  team: 'wish',
  학번: 'id',
  이름: 'name',
  팀: 'wish',
  조: 'wish',
};

/** The same pattern as in the team schema of records: an id names files. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a class list: columns `id`, `name` and, where students chose a team, `team` (in any order; other columns
 * are left out and named in the notes). Comma, semicolon (Excel in much of Europe) or tab; with or without a
 * UTF-8 byte order mark. Names come out in Unicode NFC, because macOS writes Korean in decomposed form.
 * @throws ClassListError for the first problem, with its line
 */
export function readClassList(csvText: string): ClassList {
  if (csvText.includes('\uFFFD'))
    throw new ClassListError('it is not UTF-8 text.', 'In Excel, save it as "CSV UTF-8 (comma delimited)".');
  const { text, delimiter, skipped } = findDelimiter(csvText.replace(/^\uFEFF/, '').normalize('NFC'));
  const [header, ...rows] = parseRows(text, delimiter);
  if (!header)
    throw new ClassListError('it is empty.', 'Give it a first line "id,name,team" and a line a student.');
  const { places, ignored } = findColumns(header.record);
  const students = rows.map(({ record, info }) => ({
    id: record[places.id] ?? '',
    name: (record[places.name] ?? '').replace(/\s+/g, ' '),
    wish: places.wish === undefined ? '' : (record[places.wish] ?? ''),
    line: info.lines + skipped,
  }));
  checkStudents(students);
  return { students, notes: ignored.map((column) => `The column "${column}" is not used.`) };
}

function findDelimiter(text: string): { text: string; delimiter: string; skipped: number } {
  const told = /^sep=([,;\t])\r?\n/.exec(text);
  if (told) return { text: text.slice(told[0].length), delimiter: told[1]!, skipped: 1 };
  const header = text.trimStart().split(/\r\n|\r|\n/, 1)[0] ?? '';
  const count = (sign: string) => header.split(sign).length;
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  return { text, delimiter, skipped: 0 };
}

function parseRows(text: string, delimiter: string): Row[] {
  try {
    const rows = parse(text, {
      delimiter,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return rows as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ClassListError(
      `it is not a CSV table (${error.message}).`,
      'Mend the quotes in the line it names, or save it again from the spreadsheet as CSV.',
      error,
    );
  }
}

function findColumns(header: string[]): {
  places: { id: number; name: number; wish?: number };
  ignored: string[];
} {
  const places: { id?: number; name?: number; wish?: number } = {};
  const ignored: string[] = [];
  for (const [index, title] of header.entries()) {
    const key = COLUMNS[title.toLowerCase()];
    if (key === undefined) {
      if (title !== '') ignored.push(title);
    } else if (places[key] !== undefined)
      throw new ClassListError(`there are two columns "${title}".`, 'Keep one of them.');
    else places[key] = index;
  }
  const { id, name, ...wish } = places;
  if (id === undefined || name === undefined)
    throw new ClassListError(
      `the first line lacks the column "${id === undefined ? 'id' : 'name'}" (it reads "${header.join(', ')}").`,
      'Make the first line "id,name,team"; team may be left empty.',
    );
  return { places: { id, name, ...wish }, ignored };
}

function checkStudents(students: readonly Student[]): void {
  const lineOf = new Map<string, number>();
  for (const { id, name, line } of students) {
    if (id === '')
      throw new ClassListError(
        `line ${line} (${name}) has no id.`,
        'Give every student an id, e.g. the student number.',
      );
    if (!ID.test(id))
      throw new ClassListError(
        `line ${line}: the id "${id}" cannot name a file.`,
        'Use letters A-Z, digits, "-", "_" and "." only, at most 64, and begin with a letter or digit.',
      );
    if (name === '') throw new ClassListError(`line ${line}: ${id} has no name.`, 'Fill in the name.');
    if (name.length > 200)
      throw new ClassListError(`line ${line}: the name of ${id} is over 200 characters long.`, 'Shorten it.');
    // "S1" and "s1" would be one file on Windows and macOS.
    const earlier = lineOf.get(id.toLowerCase());
    if (earlier !== undefined)
      throw new ClassListError(
        `lines ${earlier} and ${line} have the same id "${id}".`,
        'Give each student an id of their own, or remove the double line.',
      );
    lineOf.set(id.toLowerCase(), line);
  }
}
