import { formatPoints } from '../feedback/feedback-content.js';
import { writeCsvTable } from './csv-table.js';
import { WorksheetInvalidError } from './errors.js';
import { type ExportOptions, type GradeExport, isWhole } from './grade-export.js';
import { matchRows } from './match-rows.js';
import { scalePoints } from './scale-points.js';
import { columnOf, copyRows, readNumber, writesDecimalComma } from './worksheet-columns.js';

type Worksheet = NonNullable<ExportOptions['worksheet']>;

/** What Canvas knows a student by; its importer wants them first, in this order, up to "Section". */
const STUDENT_COLUMNS = [
  'Student',
  'LastName',
  'FirstName',
  'ID',
  'SIS User ID',
  'SIS Login ID',
  'Integration ID',
  'Root Account',
  'Section',
];

/**
 * Fills one assignment's column of the gradebook that Canvas exported, and leaves every other one out, so that the upload
 * cannot change another grade. Its importer wants "Student, ID, …, Section" first; knows an assignment by the id in
 * "Name (123)"; skips the rows "Points Possible" and "Manual Posting"; and takes an emptied cell for a change, which is why
 * a cell without a grade of ours stays as Canvas wrote it. "N/A" (not assigned) and "EX" (excused) stay.
 * Source: instructure/canvas-lms, lib/gradebook_importer.rb (header?, parse_assignments, no_change_to_value?) and
 * lib/gradebook_exporter.rb.
 */
export const canvas: GradeExport = {
  name: 'canvas',
  worksheet: 'required',
  writes: 'file',
  heeds: ['worksheet', 'assignment'],
  make(entries, options) {
    const worksheet = options.worksheet!;
    const { table } = worksheet;
    const kept = table.header.flatMap((title, index) =>
      STUDENT_COLUMNS.includes(title.trim()) ? [index] : [],
    );
    const nameColumn = columnOf(worksheet, ['Student']);
    checkGradebook(worksheet, kept);
    const column = findAssignment(worksheet, options.assignment);
    const possibleRow = table.rows.findIndex((row) => row[0]?.includes('Points Possible'));
    const outOf = options.outOf ?? readPossible(worksheet, possibleRow, column);
    const studentRows = table.rows.flatMap((row, index) => (isStudent(row) ? [index] : []));
    const match = matchRows(
      entries,
      worksheet,
      studentRows,
      [
        { what: 'ID', column: columnOf(worksheet, ['ID']), of: ({ identity }) => identity.canvasId },
        {
          what: 'SIS User ID',
          column: columnOf(worksheet, ['SIS User ID']),
          of: ({ identity, grade }) => identity.sisId ?? grade.student,
        },
        {
          what: 'SIS Login ID',
          column: columnOf(worksheet, ['SIS Login ID']),
          of: ({ identity, grade }) => identity.login ?? identity.email ?? grade.student,
        },
        {
          what: 'SIS Login ID',
          column: columnOf(worksheet, ['SIS Login ID']),
          of: ({ identity }) => identity.email,
        },
      ],
      nameColumn,
    );

    const rows = copyRows(worksheet);
    const comma = writesDecimalComma(rows.map((row) => row[column]!));
    const exported: string[] = [];
    const barred: { student: string; why: string }[] = [];
    for (const [{ grade }, index] of match.rowOf) {
      const row = rows[index]!;
      const now = row[column]!.trim();
      if (/^(N\/A|EX)$/i.test(now)) {
        barred.push({
          student: grade.student,
          why: `Canvas says "${now}" (${/EX/i.test(now) ? 'excused' : 'not assigned'})`,
        });
        continue;
      }
      if (!isWhole(grade)) continue;
      const score = formatPoints(scalePoints(grade.points, grade.possible, outOf));
      row[column] = comma ? score.replace('.', ',') : score;
      exported.push(grade.student);
    }
    const pick = (row: string[]) => [...kept, column].map((index) => row[index] ?? '');
    return {
      files: [
        {
          name: 'canvas-grades.csv',
          text: writeCsvTable({ ...table, header: pick(table.header), rows: rows.map(pick) }),
        },
      ],
      exported,
      outOf,
      leftOut: [
        ...match.withoutRow.map(({ grade }) => ({ student: grade.student, why: 'not in the gradebook' })),
        ...barred,
      ],
      rowsWithoutStudent: match.rowsWithoutStudent.map((index) => table.rows[index]![0] ?? ''),
      notes: [
        ...(match.byName.length > 0
          ? [
              `Found by their name only, look at them: ${match.byName.map(({ grade }) => grade.student).join(', ')}.`,
            ]
          : []),
        `Only "${table.header[column]}" is in the file: Canvas leaves all other grades alone.`,
        'Canvas takes no comments from a file: hand the pages of "teamnet grade feedback" to the students.',
        'Upload it in Canvas: Grades > Import.',
      ],
    };
  },
};

/** What `row_has_student_headers?` and `header?` of Canvas' importer ask. */
function checkGradebook({ file, table: { header } }: Worksheet, kept: readonly number[]): void {
  const [first, second, third] = header;
  const split = first === 'LastName' && second === 'FirstName';
  const begins = split ? third?.includes('ID') : first?.includes('Student') && second?.includes('ID');
  const last = header[kept.at(-1) ?? -1];
  const inOrder = kept.every((column, index) => column === index);
  if (begins && inOrder && last?.includes('Section')) return;
  throw new WorksheetInvalidError(
    file,
    `it is no gradebook of Canvas (its first line reads "${header.slice(0, 8).join(', ')}")`,
    'Export it in Canvas: Grades > Export > Export Entire Gradebook; and give it as it comes.',
  );
}

function findAssignment({ file, table }: Worksheet, wanted: string | undefined): number {
  const all = table.header.flatMap((title, column) => {
    const found = /^(.*\S)\s*\((\d+)\)\s*$/.exec(title);
    return found ? [{ column, title: title.trim(), name: found[1]!.trim(), id: found[2]! }] : [];
  });
  const plain = (text: string) => text.trim().normalize('NFC');
  const fits = all.filter(
    ({ title, name, id }) => wanted === undefined || [title, name, id].map(plain).includes(plain(wanted)),
  );
  if (fits.length === 1) return fits[0]!.column;
  const list = all.map(({ title }) => `"${title}"`).join(', ') || 'none';
  throw new WorksheetInvalidError(
    file,
    fits.length > 1
      ? `${wanted === undefined ? 'it has' : `"${wanted}" is`} more than one assignment`
      : wanted === undefined
        ? 'it has no assignment "Name (id)"'
        : `it has no assignment "${wanted}"`,
    `Name one with --assignment, with its id where two have the same name: ${list}.`,
  );
}

function readPossible(worksheet: Worksheet, row: number, column: number): number {
  const possible = row < 0 ? Number.NaN : readNumber(worksheet.table.rows[row]![column] ?? '');
  if (possible > 0) return possible;
  throw new WorksheetInvalidError(
    worksheet.file,
    `"Points Possible" of "${worksheet.table.header[column]}" is no number above 0`,
    'Give the assignment points in Canvas and export again, or say --out-of N.',
  );
}

function isStudent(row: readonly string[]): boolean {
  if (row[0]?.includes('Points Possible')) return false;
  // The row that says which assignments are posted by hand.
  return !row.every((cell) => /^\s*(Muted|Manual Posting.*)?\s*$/i.test(cell));
}
