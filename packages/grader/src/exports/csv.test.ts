import { expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { csv } from './csv.js';
import { readCsvTable } from './csv-table.js';

test('one row a student with all items, which Excel reads as UTF-8 and runs nothing of', () => {
  const { text } = csv.make(makeEntries(), {}).files[0]!;
  expect(text.startsWith('\uFEFFteam,student,name,')).toBe(true);
  const { header, rows } = readCsvTable(new TextEncoder().encode(text), 'grades.csv');
  const cell = (row: number, title: string) => rows[row]![header.indexOf(title)];
  expect(rows.length).toBe(4);
  expect(cell(0, 'name')).toBe('김민지');
  expect(cell(0, 'comment')).toBe('잘했습니다, "정말"');
  expect(cell(1, 'name')).toBe('O\'Connor, "Bo" Aoife');
  expect(cell(1, 'comment')).toBe('\'=HYPERLINK("http://evil.example","click")\r\n@SUM(1+1)');
  expect([cell(1, 'points'), cell(1, 'discussion'), cell(1, 'discussion points')]).toEqual([
    '4.5',
    'missing',
    '0',
  ]);
  expect(cell(2, 'name')).toBe("'=cmd|calc");
  expect([cell(2, 'points'), cell(2, 'pending'), cell(2, 'insight points')]).toEqual(['', 'insight', '']);
  expect(cell(3, 'insight points')).toBe('0');
});

test('a maximum adds the scaled score beside the points', () => {
  const { header, rows } = readCsvTable(
    new TextEncoder().encode(csv.make(makeEntries(), { outOf: 100 }).files[0]!.text),
    'x',
  );
  expect(rows.map((row) => row[header.indexOf('score')])).toEqual(['92.86', '64.29', '', '28.57']);
});
