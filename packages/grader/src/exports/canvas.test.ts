import { expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { CANVAS, worksheet } from '../testing/platform-tables.js';
import { canvas } from './canvas.js';
import { readCsvTable } from './csv-table.js';
import { WorksheetInvalidError } from './errors.js';
import type { ExportEntry, ExportOptions } from './grade-export.js';

const table = (text: string) => readCsvTable(new TextEncoder().encode(text), 'out.csv');

function fill(
  text = CANVAS,
  options: ExportOptions = { assignment: 'Team homework' },
  entries: ExportEntry[] = makeEntries(),
) {
  const made = canvas.make(entries, { worksheet: worksheet(text), ...options });
  return { made, out: table(made.files[0]!.text) };
}

/**
 * What lib/gradebook_importer.rb changes on an upload, by student id and assignment id: a cell that differs from the score
 * in the gradebook at two decimals, an emptied one too; read-only columns never.
 */
function canvasChanges(before: string, after: string) {
  const [was, is] = [table(before), table(after)];
  // header?: "Student" and "ID" first, "Section" last of the student columns.
  expect(is.header[0]).toContain('Student');
  expect(is.header[1]).toContain('ID');
  const first = is.header.indexOf('Section') + 1;
  const changes: Record<string, string> = {};
  for (const [column, title] of is.header.entries()) {
    const id = /\((\d+)\)$/.exec(title)?.[1];
    if (column < first) continue;
    expect(id).toBeDefined();
    for (const row of is.rows) {
      if (
        row[0]!.includes('Points Possible') ||
        row.every((cell) => /^\s*(Muted|Manual Posting.*)?\s*$/i.test(cell))
      )
        continue;
      const old = was.rows.find((other) => other[1] === row[1])![was.header.indexOf(title)]!;
      const [now, then] = [row[column]!, old];
      if (now === then || Number(now).toFixed(2) === Number(then).toFixed(2)) continue;
      changes[`${row[1]}/${id}`] = now;
    }
  }
  return changes;
}

test('Canvas would change the scores of our students in this assignment, and nothing else', () => {
  const { made } = fill();
  expect(canvasChanges(CANVAS, made.files[0]!.text)).toEqual({
    '501/12': '18.57',
    '502/12': '12.86',
    '504/12': '5.71',
  });
});

test('only the student columns and this assignment are in the file; all rows stay, with their values', () => {
  const { made, out } = fill();
  expect(out.header).toEqual([
    'Student',
    'ID',
    'SIS User ID',
    'SIS Login ID',
    'Section',
    'Team homework (12)',
  ]);
  expect(out.rows[0]).toEqual(['', '', '', '', '', 'Manual Posting']);
  expect(out.rows[1]).toEqual(['    Points Possible', '', '', '', '', '20.00']);
  expect(out.rows[4]).toEqual(['="=cmd|calc"', '503', 's1-3', 'cmd', 'Section A', '15.00']);
  expect(out.rows[6]).toEqual(['Auditor, The', '999', '', 'auditor', 'Section B', '2.00']);
  expect(made.rowsWithoutStudent).toEqual(['Auditor, The', 'Student, Test']);
});

test('who is excused or not assigned stays so, and is said', () => {
  const { made, out } = fill(CANVAS.replace('8.00,11.00', '8.00,EX').replace('7.00,,', '7.00,N/A,'));
  expect(out.rows.slice(2, 4).map((row) => row[5])).toEqual(['N/A', 'EX']);
  expect(made.leftOut.map(({ student }) => student)).toEqual(['s1-1', 's1-2']);
});

test('a student is found by SIS id, login, e-mail address as login, Canvas id or a name that only one has', () => {
  const [first] = makeEntries();
  const only = (identity: ExportEntry['identity'], name: string, student = 'x') =>
    fill(CANVAS, { assignment: '12' }, [{ ...first!, identity, grade: { ...first!.grade, student, name } }])
      .out;
  const scored = (out: ReturnType<typeof only>) =>
    out.rows.filter((row) => row[5] === '18.57').map((row) => row[1]);
  expect(scored(only({}, 'Other', 's1-1'))).toEqual(['501']);
  expect(scored(only({ canvasId: '504' }, 'Other'))).toEqual(['504']);
  expect(scored(only({ login: 'jonas' }, 'Other'))).toEqual(['504']);
  expect(scored(only({ email: 'AOIFE@example.com' }, 'Other'))).toEqual(['502']);
  expect(scored(only({}, 'Jonas Weber'))).toEqual(['504']);
  expect(scored(only({}, '=cmd|calc'))).toEqual(['503']);
});

test('a gradebook with semicolons and decimal commas keeps both', () => {
  const german = CANVAS.split('\n')
    .map((line) => line.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';').replaceAll(/(\d)\.(\d\d)/g, '$1,$2'))
    .join('\n');
  const { out } = fill(german);
  expect(out.delimiter).toBe(';');
  expect(out.rows[2]![5]).toBe('18,57');
});

test.each([
  ['something else', 'a,b,c,d\n1,2,3,4\n', {}, /no gradebook of Canvas/],
  ['several assignments and none named', CANVAS, {}, /more than one assignment/],
  ['an assignment that is not there', CANVAS, { assignment: 'Essay' }, /no assignment "Essay"/],
  [
    'two of one name',
    CANVAS.replace('Quiz 1 (11)', 'Team homework (11)'),
    { assignment: 'Team homework' },
    /"Team homework" is more than one/,
  ],
  [
    'an assignment without points',
    CANVAS.replace('10.00,20.00', '10.00,'),
    { assignment: '12' },
    /"Points Possible" of "Team homework \(12\)"/,
  ],
])('%s is one clear error', (_, text, options, message) => {
  expect(() => fill(text, options)).toThrow(WorksheetInvalidError);
  expect(() => fill(text, options)).toThrow(message);
});
