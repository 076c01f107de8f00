import { expect, test } from 'vitest';
import { makeGrade } from '../testing/make-grade.js';
import { worksheet } from '../testing/platform-tables.js';
import { WorksheetInvalidError } from './errors.js';
import type { ExportEntry } from './grade-export.js';
import type { Identity } from './identity.js';
import { foldName, matchRows } from './match-rows.js';

const TABLE = worksheet('name,mail,number\nAna,ana@x,1\nBo Li,bo@x,2\nCem,cem@x,3\n');
const KEYS = [
  { what: 'number', column: 2, of: ({ identity }: ExportEntry) => identity.canvasId },
  { what: 'mail', column: 1, of: ({ identity }: ExportEntry) => identity.email },
];

const student = (id: string, name: string, identity: Identity = {}): ExportEntry => ({
  grade: makeGrade({ student: id, name }),
  identity,
  language: 'en',
});

function match(...entries: ExportEntry[]) {
  const { rowOf, withoutRow, byName, rowsWithoutStudent } = matchRows(entries, TABLE, [0, 1, 2], KEYS, 0);
  const ids = (list: ExportEntry[]) => list.map(({ grade }) => grade.student);
  return {
    rows: Object.fromEntries([...rowOf].map(([entry, row]) => [entry.grade.student, row])),
    without: ids(withoutRow),
    byName: ids(byName),
    rowsWithoutStudent,
  };
}

test('the first key that finds a row decides, the name only where no key does', () => {
  expect(
    match(
      student('a', 'Other', { canvasId: '2', email: 'ana@x' }),
      student('b', 'Other', { canvasId: '99', email: ' CEM@X ' }),
      student('c', 'ana'),
    ),
  ).toEqual({ rows: { a: 1, b: 2, c: 0 }, without: [], byName: ['c'], rowsWithoutStudent: [] });
});

test('a name that two students of the class have finds nobody, although one row has it', () => {
  expect(match(student('a', 'Ana'), student('b', 'Ana'))).toEqual({
    rows: {},
    without: ['a', 'b'],
    byName: [],
    rowsWithoutStudent: [0, 1, 2],
  });
});

test('either name of "Ana (아나)" finds the row, unless the two find two rows', () => {
  expect(match(student('a', 'Ana (아나)'), student('b', '보 (Li, Bo)')).rows).toEqual({ a: 0, b: 1 });
  expect(match(student('a', 'Ana (Cem)')).without).toEqual(['a']);
  expect(match(student('a', 'Ana (아나)'), student('b', 'Ana (안아)')).without).toEqual(['a', 'b']);
});

test('a row that would be two students’ is one clear error', () => {
  const both = () => match(student('a', 'x', { email: 'bo@x' }), student('b', 'y', { canvasId: '2' }));
  expect(both).toThrow(WorksheetInvalidError);
  expect(both).toThrow("sheet.csv: line 3 would be a's and b's.");
});

test.each([
  ['Kim, Minji', 'Minji Kim'],
  ['김, 민지', '김민지'],
  ['김 민지', '김민지'],
  ['="=cmd|calc"', '=cmd|calc'],
  ['O’Brien,  ANA', 'ana o’brien'],
  ['\u1100\u1175\u11B7', '김'],
])('%s is %s', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test('names that only look alike stay apart', () => {
  expect(foldName('Kim, Minji')).not.toBe(foldName('Kim, Minja'));
  expect(foldName('김민지')).not.toBe(foldName('민지김'));
});
