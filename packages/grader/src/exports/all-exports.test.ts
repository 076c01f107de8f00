import { describe, expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { CANVAS, MOODLE, PRAIRIELEARN, worksheet } from '../testing/platform-tables.js';
import { EXPORT_NAMES, EXPORTS } from './all-exports.js';
import { readCsvTable } from './csv-table.js';
import type { ExportName, ExportOptions, MadeExport } from './grade-export.js';

const WAYS: [string, ExportName, ExportOptions][] = [
  ['gradescope', 'gradescope', {}],
  ['github-classroom', 'github-classroom', {}],
  ['canvas', 'canvas', { worksheet: worksheet(CANVAS), assignment: '12' }],
  ['moodle', 'moodle', { worksheet: worksheet(MOODLE) }],
  ['prairielearn, question', 'prairielearn', { qid: 'project' }],
  ['prairielearn, total', 'prairielearn', {}],
  ['prairielearn, its table', 'prairielearn', { worksheet: worksheet(PRAIRIELEARN), qid: 'project' }],
  ['csv', 'csv', {}],
];

const make = (name: ExportName, options: ExportOptions) => EXPORTS[name].make(makeEntries(), options);

/** All cells of all CSV files in an export. */
function tables({ files }: MadeExport) {
  return files
    .filter(({ name }) => name.endsWith('.csv'))
    .map(({ name, text }) => readCsvTable(new TextEncoder().encode(text), name));
}

test('every platform is tried here', () => {
  expect([...new Set(WAYS.map(([, name]) => name))].sort()).toEqual([...EXPORT_NAMES].sort());
});

describe.each(WAYS)('%s', (_, name, options) => {
  test('everybody whose grade is whole is exported, and nobody else', () => {
    const made = make(name, options);
    expect([...made.exported].sort()).toEqual(['s1-1', 's1-2', 's2-1']);
    expect(made.leftOut).toEqual([]);
  });

  test('what waits for a mark is no zero anywhere', () => {
    const made = make(name, options);
    const scores = tables(made).flatMap(({ header, rows }) => {
      const places = header.flatMap((title, place) =>
        /^(score|points|points_awarded|score_perc|Total Score|Grade|Team homework.*)$/i.test(title)
          ? [place]
          : [],
      );
      return rows.filter((row) => /cmd/.test(row.join())).flatMap((row) => places.map((place) => row[place]));
    });
    // What the platform's own table said stands: 40.00 in Moodle's, 15.00 in Canvas'.
    expect(scores.filter((score) => !['', '40.00', '15.00'].includes(score!))).toEqual([]);
    expect(made.files.map(({ name: file }) => file)).not.toContain('results/s1-3.json');
  });

  test('no cell that we wrote begins like a formula, and every row is as long as its header', () => {
    const given = new Set(
      options.worksheet ? [options.worksheet.table.header, ...options.worksheet.table.rows].flat() : [],
    );
    for (const { header, rows } of tables(make(name, options)))
      for (const row of rows) {
        expect(row.length).toBe(header.length);
        for (const cell of row)
          if (!given.has(cell)) expect(cell).not.toMatch(/^\s*[=+@＝＋－＠-](?!\d+(\.\d+)?$)|^[\t\r\n]/);
      }
  });

  test('the same grades give the same bytes', () => {
    expect(make(name, options)).toEqual(make(name, options));
  });

  test('a maximum of 10 scales every score', () => {
    const made = make(name, { ...options, outOf: 10 });
    expect(made.outOf).toBe(10);
    // 6.5, 4.5 and 2 of 7.
    const all = made.files.map(({ text }) => text).join('\n');
    for (const score of ['9.29', '6.43', '2.86']) expect(all).toContain(score);
  });

  test('a student whom the platform does not know is named, and stops nobody', () => {
    const stranger = { ...makeEntries()[0]!, identity: {} };
    stranger.grade = { ...stranger.grade, student: 'x-1', name: 'Nobody Known' };
    const made = EXPORTS[name].make([...makeEntries(), stranger], options);
    const named = [...made.leftOut.map(({ student }) => student), ...made.notes].join(' ');
    if (name !== 'csv') expect(named).toContain('x-1');
    expect(made.exported).toEqual(expect.arrayContaining(['s1-1', 's1-2', 's2-1']));
  });
});
