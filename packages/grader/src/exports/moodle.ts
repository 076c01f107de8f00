import { formatPoints } from '../feedback/feedback-content.js';
import { mergeFeedback, shortFeedback } from '../feedback/short-feedback.js';
import { writeCsvTable } from './csv-table.js';
import { WorksheetInvalidError } from './errors.js';
import { type ExportOptions, type GradeExport, isWhole } from './grade-export.js';
import { matchRows } from './match-rows.js';
import { scalePoints } from './scale-points.js';
import { columnOf, copyRows, readNumber, writesDecimalComma } from './worksheet-columns.js';

type Worksheet = NonNullable<ExportOptions['worksheet']>;

/** The headings of an English Moodle; its importer wants those of the language that the teacher has set. */
export const MOODLE_HEADINGS = {
  identifier: 'Identifier',
  name: 'Full name',
  email: 'Email address',
  idNumber: 'ID number',
  grade: 'Grade',
  maximum: 'Maximum grade',
  changeable: 'Grade can be changed',
  modified: 'Last modified (grade)',
  feedback: 'Feedback comments',
};

/**
 * Fills the offline grading worksheet of a Moodle assignment, which the teacher downloads and uploads again. Its importer
 * wants "Identifier", "Grade" and "Last modified (grade)"; finds the student by the number at the end of
 * "Participant 123"; passes over an empty grade, one above the maximum and a locked one; and stores whatever the feedback
 * column says, an empty cell too, which is why what is there is kept.
 * Source: moodle/moodle, mod/assign/feedback/offline/importgradeslib.php and locallib.php (process_import_grades),
 * columns: mod/assign/gradingtable.php; https://docs.moodle.org/en/Offline_grading_worksheet.
 */
export const moodle: GradeExport = {
  name: 'moodle',
  worksheet: 'required',
  writes: 'file',
  heeds: ['worksheet', 'headings'],
  make(entries, options) {
    const worksheet = options.worksheet!;
    const { table } = worksheet;
    const columns = findColumns(worksheet, options.headings ?? {});
    const cells = (column: number) => (column < 0 ? [] : table.rows.map((row) => row[column] ?? ''));
    const comma = writesDecimalComma([...cells(columns.maximum), ...cells(columns.grade)]);
    const outOf = options.outOf ?? readMaximum(worksheet, columns.maximum);

    const match = matchRows(
      entries,
      worksheet,
      table.rows.map((_, index) => index),
      [
        {
          what: 'participant',
          column: columns.identifier,
          of: ({ identity }) =>
            identity.moodleId && participant(worksheet, columns.identifier, identity.moodleId),
        },
        { what: 'e-mail address', column: columns.email, of: ({ identity }) => identity.email },
        { what: 'ID number', column: columns.idNumber, of: ({ grade }) => grade.student },
      ],
      columns.name,
    );

    const rows = copyRows(worksheet);
    const exported: string[] = [];
    const locked: string[] = [];
    for (const [entry, index] of match.rowOf) {
      const row = rows[index]!;
      const { grade, language } = entry;
      if (columns.changeable >= 0 && /^(no|아니오|아니요)$/i.test(row[columns.changeable]!.trim())) {
        locked.push(grade.student);
        continue;
      }
      if (columns.feedback >= 0)
        row[columns.feedback] = mergeFeedback(
          row[columns.feedback]!,
          shortFeedback(grade, language, 'html'),
          'html',
        );
      if (!isWhole(grade)) continue;
      const score = formatPoints(scalePoints(grade.points, grade.possible, outOf));
      row[columns.grade] = comma ? score.replace('.', ',') : score;
      exported.push(grade.student);
    }
    return {
      files: [{ name: 'moodle-grades.csv', text: writeCsvTable({ ...table, rows }) }],
      exported,
      outOf,
      leftOut: [
        ...match.withoutRow.map(({ grade }) => ({ student: grade.student, why: 'not in the worksheet' })),
        ...locked.map((student) => ({ student, why: 'Moodle says that this grade cannot be changed' })),
      ],
      rowsWithoutStudent: match.rowsWithoutStudent.map((index) => nameOfRow(table.rows[index]!, columns)),
      notes: [
        ...(match.byName.length > 0
          ? [
              `Found by their name only, look at them: ${match.byName.map(({ grade }) => grade.student).join(', ')}.`,
            ]
          : []),
        ...(columns.feedback < 0
          ? [
              'The worksheet has no feedback column: switch on "Feedback comments" in the assignment to hand feedback on.',
            ]
          : []),
        'Upload it in Moodle: Assignment > Submissions > Actions > Upload grading worksheet.',
      ],
    };
  },
};

type Columns = Record<keyof typeof MOODLE_HEADINGS, number>;

function findColumns(worksheet: Worksheet, headings: Readonly<Record<string, string>>): Columns {
  const columns = Object.fromEntries(
    Object.entries(MOODLE_HEADINGS).map(([key, title]) => [
      key,
      columnOf(worksheet, [headings[key] ?? title]),
    ]),
  ) as Columns;
  for (const key of ['identifier', 'grade', 'modified'] as const)
    if (columns[key] < 0)
      throw new WorksheetInvalidError(
        worksheet.file,
        `it has no column "${headings[key] ?? MOODLE_HEADINGS[key]}" (it has: ${worksheet.table.header.join(', ')})`,
        `Download Moodle's grading worksheet with Moodle set to English, or name the column: --heading ${key}=HEADING.`,
      );
  return columns;
}

function readMaximum(worksheet: Worksheet, column: number): number {
  const maxima = new Set(column < 0 ? [] : worksheet.table.rows.map((row) => readNumber(row[column] ?? '')));
  const [maximum] = maxima;
  if (maxima.size === 1 && maximum! > 0) return maximum!;
  throw new WorksheetInvalidError(
    worksheet.file,
    column < 0
      ? 'it names no maximum grade (it uses a scale, or another language)'
      : 'its maximum grades are not one number',
    'Give the maximum with --out-of N. An assignment with a scale instead of points cannot be filled.',
  );
}

/** "1234" with the word before it that this worksheet uses, e.g. "Participant 1234". */
function participant({ table }: Worksheet, column: number, id: string): string {
  const word = /^\D*/.exec(table.rows[0]?.[column] ?? '')![0];
  return word + id;
}

function nameOfRow(row: string[], columns: Columns): string {
  const name = columns.name < 0 ? '' : row[columns.name];
  return [row[columns.identifier], name].filter(Boolean).join(' ');
}
