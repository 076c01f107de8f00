import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Grade, toJson, Workspace } from '@teamnet/records';
import { afterAll, expect, test } from 'vitest';
import { makeGrade } from '../testing/make-grade.js';
import { MOODLE } from '../testing/platform-tables.js';
import { ExportImpossibleError } from './errors.js';
import { exportGrades } from './export-grades.js';

const workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-export-')));
afterAll(() => rmSync(workspace.root, { recursive: true }));

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const members = ['s1-1', 's1-2', 's1-3', 's1-4'].map((id) => ({ id, name: id.toUpperCase() }));
write(workspace.teamFile('team-1'), toJson({ team: 'team-1', members }));
const put = (student: string, grade: Grade | string) =>
  write(workspace.gradeFile('team-1', student), typeof grade === 'string' ? grade : toJson(grade));
put('s1-1', makeGrade());
put('s1-2', makeGrade({ student: 's1-2', name: 'S1-2', insight: null }));
put('s1-3', '{ "format": "teamnet-grade-1" }');

test('what waits, what is broken and what is not there are said, and stop nobody', () => {
  const made = exportGrades(workspace, { to: 'csv' });
  expect(made.exported).toEqual(['s1-1']);
  expect(made.pending).toEqual([{ student: 's1-2', ids: ['insight'] }]);
  expect(made.problems.map(({ student }) => student)).toEqual(['s1-3', 's1-4']);
  expect(made.problems[1]!.why).toMatch(/There is no grade file .*grade\.json\. Grade first/);
});

test('a map that names people without a grade, and columns that nobody uses, are said', () => {
  const map = write(join(workspace.root, 'map.csv'), 'id,email,shoe\ns1-1,a@b.c,42\nx-1,x@y.z,\n');
  expect(exportGrades(workspace, { to: 'csv', map }).notes).toEqual([
    `Columns of ${map} that are not used: shoe.`,
    `In ${map}, but without a grade: x-1.`,
  ]);
});

test('feedback speaks the language of the team’s homework', () => {
  const sheet = write(join(workspace.root, 'moodle.csv'), MOODLE);
  const map = write(join(workspace.root, 'map.csv'), 'id,email\ns1-1,minji@example.com\n');
  const text = () => exportGrades(workspace, { to: 'moodle', worksheet: sheet, map }).files[0]!.text;
  expect(text()).toContain('<p>Teamnet: 6.5 of 7 points.');
  write(workspace.homeworkFile('team-1'), toJson({ ...HOMEWORK, language: 'ko' }));
  expect(text()).toContain('<p>Teamnet: 7점 만점에 6.5점입니다.');
});

test.each([
  [{ to: 'moodle' }, /moodle takes grades in its own table only/],
  [{ to: 'canvas' }, /canvas takes grades in its own table only/],
  [{ to: 'csv', worksheet: 'x.csv' }, /csv has no table to fill in/],
  [{ to: 'csv', qid: 'x' }, /--qid means nothing for csv/],
  [{ to: 'prairielearn', assignment: 'x' }, /--assignment means nothing for prairielearn/],
  [{ to: 'canvas', worksheet: 'x.csv', headings: { grade: 'x' } }, /--heading means nothing for canvas/],
] as const)('%j is refused', (request, message) => {
  expect(() => exportGrades(workspace, request)).toThrow(ExportImpossibleError);
  expect(() => exportGrades(workspace, request)).toThrow(message);
});

test('a rubric that gives no points cannot be scaled, and no grade at all is no empty file', () => {
  put('s1-1', { ...makeGrade(), possible: 0 });
  expect(() => exportGrades(workspace, { to: 'csv' })).toThrow(/The rubric of s1-1 gives no points at all/);
  put('s1-1', makeGrade());
  expect(() => exportGrades(workspace, { to: 'csv', teams: [] })).toThrow(/There is no grade to export/);
});

const HOMEWORK = {
  team: 'team-1',
  datasets: ['rock_paper_scissors', 'tf_flowers'],
  model: { name: 'mini-xception' },
  training: {
    ...{ imageSize: 96, batchSize: 32, epochs: 20, optimizer: { name: 'adam', learningRate: 0.001 } },
    ...{ augment: [], earlyStopping: null, seed: 1 },
  },
  experiments: [{ id: 'baseline', by: 's1-1', question: 'How far?' }],
};
