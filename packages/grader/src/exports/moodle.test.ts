import { expect, test } from 'vitest';
import { makeEntries, makeGrade } from '../testing/make-grade.js';
import { MOODLE, worksheet } from '../testing/platform-tables.js';
import { readCsvTable } from './csv-table.js';
import { WorksheetInvalidError } from './errors.js';
import type { ExportEntry, ExportOptions } from './grade-export.js';
import { moodle } from './moodle.js';

const table = (text: string) => readCsvTable(new TextEncoder().encode(text), 'out.csv');

function fill(text = MOODLE, entries: ExportEntry[] = makeEntries(), options: ExportOptions = {}) {
  const made = moodle.make(entries, { worksheet: worksheet(text), ...options });
  return { made, out: table(made.files[0]!.text) };
}

/**
 * What mod/assign/feedback/offline changes on an upload: grades by the number behind "Participant ", when not empty, not
 * the same and in range; each feedback that differs, an empty one too.
 */
function moodleChanges(before: string, after: string) {
  const [was, is] = [table(before), table(after)];
  const place = (title: string) => {
    expect(is.header).toContain(title);
    return is.header.indexOf(title);
  };
  const [id, grade, feedback] = [place('Identifier'), place('Grade'), place('Feedback comments')];
  place('Last modified (grade)');
  const grades: Record<string, number> = {};
  const wiped: string[] = [];
  for (const row of is.rows) {
    const number = row[id]!.slice('Participant '.length);
    const old = was.rows.find((other) => other[id] === row[id])!;
    const value = Number.parseFloat(row[grade]!);
    if (row[grade] !== '' && value !== Number.parseFloat(old[grade]!)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      grades[number] = value;
    }
    if (!row[feedback]!.includes(old[feedback]!)) wiped.push(number);
  }
  return { grades, wiped };
}

test('Moodle takes the grades on its own scale and wipes no feedback, also of those who wait', () => {
  const { made } = fill();
  expect(moodleChanges(MOODLE, made.files[0]!.text)).toEqual({
    grades: { 101: 92.86, 102: 64.29, 104: 28.57 },
    wiped: [],
  });
});

test('every other cell, row and column stays, and who is nobody of the class is named', () => {
  const { made, out } = fill();
  const before = table(MOODLE);
  expect(out.header).toEqual(before.header);
  expect(out.rows.length).toBe(before.rows.length);
  for (const [index, row] of out.rows.entries())
    for (const [column, cell] of row.entries())
      if (![4, 9].includes(column)) expect(cell).toBe(before.rows[index]![column]);
  expect(out.rows[4]).toEqual(before.rows[4]);
  expect(made.rowsWithoutStudent).toEqual(['Participant 999 Auditor, The']);
});

test('feedback is escaped HTML below what the teacher typed, and in the place of ours of before', () => {
  const { made, out } = fill();
  expect(out.rows[1]![9]).toMatch(
    /^<p>Come to my office, "please"\.<\/p><div class="teamnet-feedback"><p>Teamnet: 4\.5 of 7/,
  );
  expect(out.rows[1]![9]).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const again = fill(made.files[0]!.text);
  expect(again.made.files[0]!.text).toBe(made.files[0]!.text);
  const better = makeEntries().map((entry) =>
    entry.grade.student === 's1-2' ? { ...entry, grade: { ...makeGrade(), student: 's1-2' } } : entry,
  );
  const third = fill(made.files[0]!.text, better);
  expect(third.out.rows[1]![9]).toMatch(
    /^<p>Come to my office, "please"\.<\/p><div class="teamnet-feedback"><p>Teamnet: 6\.5 of 7[\s\S]*<\/div>$/,
  );
  expect(third.out.rows[1]![9]!.match(/teamnet-feedback/g)).toHaveLength(1);
});

test('the line ends, the byte order mark and the semicolons of the worksheet stay', () => {
  const changed = `\uFEFF${MOODLE.replaceAll('"Maximum grade"', 'Maximum grade')
    .replaceAll(/,(?=(?:[^"\n]*"[^"\n]*")*[^"\n]*$)/gm, ';')
    .replaceAll('\n', '\r\n')}`;
  const { out } = fill(changed);
  expect([out.bom, out.lineEnd, out.delimiter]).toEqual([true, '\r\n', ';']);
  expect(out.rows[0]![4]).toBe('92.86');
});

test('a Moodle that writes 100,00 gets 92,86', () => {
  const { out } = fill(MOODLE.replaceAll(/(\d+)\.(\d\d)(?=,)/g, '"$1,$2"'));
  expect(out.rows[0]![4]).toBe('92,86');
});

test('a locked grade is left alone and said', () => {
  const { made, out } = fill(MOODLE.replace('100.00,Yes', '100.00,No'));
  expect(out.rows[0]![4]).toBe('');
  expect(made.leftOut).toEqual([{ student: 's1-1', why: 'Moodle says that this grade cannot be changed' }]);
});

test('without names, as in blind marking, the participant of the map finds the row', () => {
  const blind =
    'Identifier,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\nParticipant 7,x,,20.00,-,\nParticipant 8,x,,20.00,-,\n';
  const entry = { ...makeEntries()[0]!, identity: { moodleId: '8' } };
  const { out } = fill(blind, [entry]);
  expect(out.rows.map((row) => row[2])).toEqual(['', '18.57']);
});

test('who is found by name only is said; a name that two have finds nobody', () => {
  const nameless = makeEntries().map((entry) => ({ ...entry, identity: {} }));
  expect(fill(MOODLE, nameless).made.notes[0]).toBe(
    'Found by their name only, look at them: s1-1, s1-3, s2-1.',
  );
  const twice = MOODLE.replace('"Jonas Weber",jonas', '김민지,jonas');
  expect(fill(twice, nameless).made.leftOut.map(({ student }) => student)).toEqual(['s1-1', 's1-2', 's2-1']);
});

test('a Korean worksheet is filled when its headings are named', () => {
  const korean = MOODLE.replace('Identifier', '식별자')
    .replace(',Grade,', ',성적,')
    .replace('"Last modified (grade)"', '"최종 수정 (성적)"');
  expect(() => fill(korean)).toThrow(/no column "Identifier"/);
  const headings = { identifier: '식별자', grade: '성적', modified: '최종 수정 (성적)' };
  expect(fill(korean, makeEntries(), { headings }).out.rows[0]![4]).toBe('92.86');
});

test.each([
  ['a table of something else', 'a,b\n1,2\n', /no column "Identifier"/],
  ['an assignment with a scale', MOODLE.replaceAll('"Maximum grade"', 'Scale'), /names no maximum grade/],
  ['maxima that differ', MOODLE.replace('55.00,100.00', '55.00,50.00'), /maximum grades are not one number/],
  ['two columns Grade', MOODLE.replace(',Status,', ',Grade,'), /2 columns "Grade"/],
  [
    'two rows with one e-mail address',
    MOODLE.replace('jonas@', 'minji@'),
    /2 rows have the e-mail address "minji@example.com" of s1-1/,
  ],
])('%s is one clear error', (_, text, message) => {
  expect(() => fill(text)).toThrow(WorksheetInvalidError);
  expect(() => fill(text)).toThrow(message);
});
