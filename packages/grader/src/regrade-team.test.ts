import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readGrade } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GradedOrNot, gradeClass } from './grade-class.js';
import { regradeTeam } from './regrade-team.js';
import { openRubric } from './rubric/open-rubric.js';
import { FixtureClass, FOUR } from './testing/make-workspace.js';

let made: FixtureClass;
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterEach(() => made.remove());

const regrade = (options: { force?: boolean; students?: string[] } = {}) =>
  regradeTeam(made.workspace, 'team-1', { rubric: openRubric(made.workspace), ...options });
/** Who was graded again. */
const again = (options = {}) =>
  regrade(options).students.flatMap(({ grade, gradedAgain }) => (gradedAgain ? [grade.student] : []));
const ALL = FOUR.map(({ id }) => id);
const bytes = () => ALL.map((id) => readFileSync(made.workspace.gradeFile('team-1', id), 'utf8'));

test('what has not changed is not graded again, and its file is untouched', () => {
  expect(again()).toEqual(ALL);
  const before = bytes();
  const file = made.workspace.gradeFile('team-1', 's1-1');
  const { mtimeMs, ino } = statSync(file);
  expect(again()).toEqual([]);
  expect(again({ force: true })).toEqual(ALL);
  expect(regrade({ force: true }).students.some(({ changed }) => changed)).toBe(false);
  expect(statSync(file)).toMatchObject({ mtimeMs, ino });
  rmSync(join(made.workspace.root, 'node_modules'), { recursive: true });
  expect(again()).toEqual(ALL);
  expect(bytes()).toEqual(before);
});

test('only those are graded again whose grade rests on what has changed', () => {
  again();
  made.replace(made.reportFile('s1-2'), 'Both alike.', 'Both are alike.');
  expect(again()).toEqual(['s1-2']);
  made.write(
    made.workspace.marksFile('team-1', 's1-3'),
    '{ "format": "teamnet-marks-1", "student": "s1-3", "items": {}, "comment": "x" }',
  );
  expect(again()).toEqual(['s1-3']);
  // Team-mates' discussions are compared with each other.
  made.replace(made.workspace.discussionFile('team-1', 's1-4'), 'With more time', 'Having more time');
  expect(again()).toEqual(ALL);
  writeFileSync(
    join(made.workspace.runFolder('team-1', 'baseline', 'tf_flowers'), 'model/weights.bin'),
    'swapped',
  );
  expect(again()).toEqual(ALL);
  writeFileSync(
    made.workspace.rubricFile,
    JSON.stringify({ format: 'teamnet-rubric-1', items: [{ id: 'report', points: 1 }] }),
  );
  expect(again()).toEqual(ALL);
  expect(again()).toEqual([]);
});

test('one student alone is graded, and the others stay known', () => {
  again();
  made.replace(made.reportFile('s1-1'), 'Both alike.', 'Both are alike.');
  made.replace(made.reportFile('s1-2'), 'Both alike.', 'Both are alike.');
  expect(again({ students: ['s1-1'] })).toEqual(['s1-1']);
  expect(again()).toEqual(['s1-2']);
  expect(again()).toEqual([]);
});

test('a file that is changed and given its old time again is seen, and one that is only touched changes nothing', () => {
  const file = made.reportFile('s1-1');
  const old = new Date(Date.now() - 60_000);
  for (const { id } of FOUR) utimesSync(made.reportFile(id), old, old);
  again();
  const { atime, mtime, size } = statSync(file);
  made.replace(file, 'Both alike.', 'Both alikf.');
  utimesSync(file, atime, mtime);
  expect(statSync(file)).toMatchObject({ mtime, size });
  expect(again()).toEqual(['s1-1']);
  utimesSync(file, new Date(), new Date());
  expect(again()).toEqual([]);
});

test('a grade that somebody edited or removed is made again', () => {
  again();
  const [before] = bytes();
  made.edit(made.workspace.gradeFile('team-1', 's1-1'), (grade) => {
    grade.points = 99;
  });
  rmSync(dirname(made.workspace.gradeFile('team-1', 's1-2')), { recursive: true });
  expect(again()).toEqual(['s1-1', 's1-2']);
  expect(bytes()[0]).toBe(before);
});

test('what the grader could not judge it tries again each time, though nothing has changed', () => {
  const file = made.workspace.discussionFile('team-1', 's1-1');
  renameSync(file, `${file}.kept`);
  mkdirSync(file);
  again();
  expect(readGrade(made.workspace.gradeFile('team-1', 's1-1')).pending).toContain('discussion');
  expect(again()).toEqual(['s1-1']);
  rmSync(file, { recursive: true });
  renameSync(`${file}.kept`, file);
  expect(again()).toEqual(ALL);
  expect(readGrade(made.workspace.gradeFile('team-1', 's1-1'))).toMatchObject({ points: 26, pending: [] });
});

test('the grade of a student who left stays and is told', () => {
  again();
  made.edit(made.workspace.teamFile('team-1'), (team) => {
    team.members.pop();
  });
  expect(regrade()).toMatchObject({ left: ['s1-4'] });
  expect(readGrade(made.workspace.gradeFile('team-1', 's1-4')).student).toBe('s1-4');
});

test('a broken team stops none of the others, nor does a grade that cannot be written', async () => {
  const { workspace } = made;
  for (const team of ['team-2', 'team-3'])
    made.write(workspace.teamFile(team), JSON.stringify({ team, members: [{ id: `${team}-s`, name: 'x' }] }));
  writeFileSync(workspace.teamFile('team-2'), '{ "team": ');
  mkdirSync(workspace.gradeFile('team-1', 's1-2'), { recursive: true });
  const graded: GradedOrNot[] = [];
  for await (const team of gradeClass(workspace, workspace.teamNames(), { rubric: openRubric(workspace) }))
    graded.push(team);
  expect(graded).toMatchObject([
    { team: 'team-1', problems: [{ code: 'write-failed' }] },
    { team: 'team-2', problem: { code: 'team-invalid' } },
    { team: 'team-3', students: [{ grade: { student: 'team-3-s' } }] },
  ]);
  expect('students' in graded[0]! && graded[0].students.map(({ grade }) => grade.student)).toEqual([
    's1-1',
    's1-3',
    's1-4',
  ]);
});
