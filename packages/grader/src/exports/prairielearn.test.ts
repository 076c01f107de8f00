import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { PRAIRIELEARN, worksheet } from '../testing/platform-tables.js';
import { WorksheetInvalidError } from './errors.js';
import type { ExportOptions } from './grade-export.js';
import { prairielearn } from './prairielearn.js';

const FLOATS = ['score_perc', 'points', 'manual_points', 'auto_points'];

/** What PrairieLearn's createCsvParser (apps/prairielearn/src/lib/csv.ts) makes of a file. */
function readAsPrairieLearn(text: string): Record<string, string | number | null>[] {
  return parse(text, {
    columns: (header: string[]) => header.map((title) => title.toLowerCase()),
    bom: true,
    trim: true,
    skipEmptyLines: true,
    relaxColumnCount: true,
    cast: (value, context) => {
      if (value === '') return null;
      if (context.header) return value;
      if (context.column === 'instance') return Number.parseInt(value, 10);
      return FLOATS.includes(String(context.column)) ? Number.parseFloat(value) : value;
    },
  });
}

const make = (options: ExportOptions) => prairielearn.make(makeEntries(), options);
const text = (options: ExportOptions) => make(options).files[0]!.text;

test('question scores name uid, instance and question; who waits has a feedback and no score', () => {
  const rows = readAsPrairieLearn(text({ qid: '@share/project', instance: 2 }));
  expect(rows.map(({ uid, instance, qid, score_perc }) => [uid, instance, qid, score_perc])).toEqual([
    ['minji@example.com', 2, '@share/project', 92.86],
    ['aoife@example.com', 2, '@share/project', 64.29],
    ['cmd@example.com', 2, '@share/project', null],
    ['jonas@example.com', 2, '@share/project', 28.57],
  ]);
  expect(rows[1]!.feedback).toContain('Teamnet: 4.5 of 7 points');
  expect(rows[1]!.feedback).toContain('&lt;script&gt;');
});

test('totals are uid, instance and score, each line with a score, as its upload demands', () => {
  const rows = readAsPrairieLearn(text({}));
  expect(rows).toEqual([
    { uid: 'minji@example.com', instance: 1, score_perc: 92.86 },
    { uid: 'aoife@example.com', instance: 1, score_perc: 64.29 },
    { uid: 'jonas@example.com', instance: 1, score_perc: 28.57 },
  ]);
  expect(Object.keys(readAsPrairieLearn(text({ outOf: 14 }))[0]!)).toEqual(['uid', 'instance', 'points']);
});

test('its own table keeps the old feedback, the submissions and the rows of other questions and people', () => {
  const made = make({ worksheet: worksheet(PRAIRIELEARN), qid: 'project' });
  const [before, after] = [PRAIRIELEARN, made.files[0]!.text].map(readAsPrairieLearn) as [
    ReturnType<typeof readAsPrairieLearn>,
    ReturnType<typeof readAsPrairieLearn>,
  ];
  expect(after.map(({ submission_id }) => submission_id)).toEqual(
    before.map(({ submission_id }) => submission_id),
  );
  expect(after.map(({ score_perc }) => score_perc)).toEqual([92.86, 64.29, null, 28.57, null, null]);
  expect(after[1]!.feedback).toMatch(/^Well, done\n\n<!-- teamnet feedback -->\nTeamnet: 4\.5 of 7/);
  expect(after[2]!.feedback).toMatch(/^Read this\n\n/);
  expect(after.slice(4)).toEqual(before.slice(4));
  expect(made.rowsWithoutStudent).toEqual(['auditor@example.com']);
});

test('a uid goes before an e-mail address, and a student with neither is left out and named', () => {
  const [one, two] = makeEntries();
  const made = prairielearn.make(
    [
      { ...one!, identity: { email: 'a@b.c', uid: 'mk@school.example' } },
      { ...two!, identity: {} },
    ],
    {},
  );
  expect(readAsPrairieLearn(made.files[0]!.text).map(({ uid }) => uid)).toEqual(['mk@school.example']);
  expect(made.leftOut.map(({ student }) => student)).toEqual(['s1-2']);
});

test.each([
  ['another table', 'uid,x\na,b\n', {}, /no file of PrairieLearn/],
  ['several questions', PRAIRIELEARN, {}, /several questions/],
  ['another question', PRAIRIELEARN, { qid: 'nope' }, /no question "nope"/],
  [
    'two submissions of one student',
    PRAIRIELEARN.replace(',other,', ',project,'),
    { qid: 'project' },
    /2 rows have the uid/,
  ],
])('%s is one clear error', (_, table, options, message) => {
  expect(() => make({ worksheet: worksheet(table), ...options })).toThrow(WorksheetInvalidError);
  expect(() => make({ worksheet: worksheet(table), ...options })).toThrow(message);
});
