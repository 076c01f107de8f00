import { CsvError, parse } from 'csv-parse/sync';
import { decodeClassList } from './decode-class-list.js';
import { ClassListError } from './errors.js';
import { readPrivate } from './read-private.js';

/** A row of the class list. */
export interface Student {
  id: string;
  name: string;
  /** The team that the student chose, as written; empty when there is none. */
  wish: string;
  /** Team-mates that the student wishes for, ids or names, as written; empty when there are none. */
  mates: string;
  /** Nothing published may show the student. */
  private: boolean;
  /** Line in the file where the row begins, from 1. */
  line: number;
}

/** The students of a class list, and what a teacher should know about how it was read. */
export interface ClassList {
  students: Student[];
  notes: string[];
}

interface Row {
  record: string[];
  raw: string;
  info: { lines: number };
}

type Column = 'id' | 'name' | 'wish' | 'mates' | 'private';

const COLUMNS: Record<string, Column> = {
  id: 'id',
  name: 'name',
  team: 'wish',
  with: 'mates',
  teammates: 'mates',
  'team-mates': 'mates',
  private: 'private',
  학번: 'id',
  이름: 'name',
  팀: 'wish',
  조: 'wish',
  함께: 'mates',
  팀원: 'mates',
  비공개: 'private',
};

/** The same pattern as in the team schema of records: an id names files. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a class list: columns `id`, `name` and, where there are wishes, `team` and `with` (team-mates), and `private`
 * (in any order; other columns are left out and named in the notes). Comma, semicolon (Excel in much of Europe) or
 * tab; UTF-8 with or without a byte order mark. Names come out in Unicode NFC.
 * @param csv the file's bytes, or its text
 * @throws ClassListError for the first problem, with its line
 */
export function readClassList(csv: string | Uint8Array): ClassList {
  const { text, delimiter, skipped } = findDelimiter(decodeClassList(csv));
  const [header, ...rows] = parseRows(text, delimiter);
  if (!header)
    throw new ClassListError('it is empty.', 'Give it a first line "id,name,team" and a line a student.');
  const { places, ignored } = findColumns(header.record.map((title) => title.trim()));
  const read = rows.map((row) => {
    const cell = (column: Column) =>
      (places[column] === undefined ? '' : (row.record[places[column]] ?? '')).trim();
    return {
      id: cell('id'),
      name: cell('name').replace(/\s+/g, ' '),
      wish: cell('wish').replace(/\s+/g, ' '),
      mates: cell('mates'),
      text: cell('private'),
      line: firstLine(row) + skipped,
    };
  });
  const { marks, notes } = readPrivate(read);
  const students = read.map(({ text: _, ...student }, index) => ({ ...student, private: marks[index]! }));
  checkStudents(students);
  return { students, notes: [...ignored.map((column) => `The column "${column}" is not used.`), ...notes] };
}

/** A field in quotes may hold line breaks; the parser counts to the row's end. */
function firstLine({ raw, info }: Row): number {
  return info.lines - (raw.trim().match(/\n/g)?.length ?? 0);
}

function findDelimiter(text: string): { text: string; delimiter: string; skipped: number } {
  const told = /^sep=([,;\t])\n/.exec(text);
  if (told) return { text: text.slice(told[0].length), delimiter: told[1]!, skipped: 1 };
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (sign: string) => header.split(sign).length;
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  return { text, delimiter, skipped: 0 };
}

function parseRows(text: string, delimiter: string): Row[] {
  try {
    const rows = parse(text, {
      delimiter,
      info: true,
      raw: true,
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

function findColumns(header: string[]): { places: Partial<Record<Column, number>>; ignored: string[] } {
  const places: Partial<Record<Column, number>> = {};
  const ignored: string[] = [];
  for (const [index, title] of header.entries()) {
    const key = COLUMNS[title.toLowerCase()];
    if (key === undefined) {
      if (title !== '') ignored.push(title);
    } else if (places[key] !== undefined)
      throw new ClassListError(
        `there are two columns "${title}"${header[places[key]] === title ? '' : ` (the other is "${header[places[key]]}")`}.`,
        'Keep one of them.',
      );
    else places[key] = index;
  }
  if (places.id === undefined || places.name === undefined)
    throw new ClassListError(
      `the first line lacks the column "${places.id === undefined ? 'id' : 'name'}" (it reads "${header.join(', ')}").`,
      'Make the first line "id,name,team,with,private"; all but id and name may be left out.',
    );
  return { places, ignored };
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
