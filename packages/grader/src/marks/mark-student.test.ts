import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblem } from '@teamnet/records';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gradeTeam } from '../grade-team.js';
import { type OpenRubric, openRubric } from '../rubric/open-rubric.js';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';
import { markStudent, type NewMark } from './mark-student.js';

let made: FixtureClass;
let rubric: OpenRubric;
beforeAll(() => {
  made = new FixtureClass('team-1', FOUR);
  const file = join(made.workspace.root, 'rubric.json');
  writeFileSync(
    file,
    JSON.stringify({
      format: 'teamnet-rubric-1',
      items: [
        { id: 'report', points: 2 },
        { id: 'discussion', points: 1, options: { words: 999 } },
      ],
      manual: [{ id: 'insight', points: 3, title: { en: 'Insight', ko: '통찰' } }],
    }),
  );
  rubric = openRubric(made.workspace, file);
});
afterAll(() => made.remove());

const file = () => made.workspace.marksFile('team-1', 's1-1');
beforeEach(() => made.write(file(), '{ "format": "teamnet-marks-1", "student": "s1-1", "items": {} }'));
const mark = (of: NewMark) => markStudent(made.workspace, 'team-1', 's1-1', of, rubric);
const grade = () => gradeTeam(made.workspace, 'team-1', { students: ['s1-1'], rubric })[0]!;

test('marks and comments are kept beside each other and stand in the grade', () => {
  expect(grade()).toMatchObject({ points: 2, possible: 6, pending: ['insight'] });
  mark({ item: 'insight', points: 2.5, comment: 'Sees why the flowers are harder.' });
  mark({ item: 'report', comment: 'Neat.' });
  const { marks } = mark({ comment: 'Well done, 민지!' });
  expect(findProblem('marks', marks)).toBeNull();
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(marks);
  const marked = grade();
  expect(findProblem('grade', marked)).toBeNull();
  expect(marked).toMatchObject({
    points: 4.5,
    pending: [],
    comment: 'Well done, 민지!',
    manual: [{ id: 'insight', points: 2.5, comment: 'Sees why the flowers are harder.' }],
    items: [
      { id: 'report', points: 2, mark: { comment: 'Neat.' } },
      { id: 'discussion', points: 0 },
    ],
  });
});

test('a mark overrules an item, whose state stays what the grader found; taken away, the item counts again', () => {
  mark({ item: 'discussion', points: 0.5, comment: 'Short, but good.' });
  expect(grade()).toMatchObject({ ok: 1, points: 2.5 });
  expect(grade().items[1]).toMatchObject({ state: 'empty', points: 0.5, mark: { points: 0.5 } });
  mark({ item: 'discussion', comment: 'Still short.' });
  expect(grade().items[1]).toMatchObject({ points: 0.5, mark: { points: 0.5, comment: 'Still short.' } });
  mark({ item: 'discussion', clear: true });
  expect(grade().items[1]).toMatchObject({ points: 0 });
  expect(grade().items[1]).not.toHaveProperty('mark');
});

test('what cannot be given is refused, and nothing is written', () => {
  const before = readFileSync(file());
  expect(() => mark({ item: 'report', points: 2.5 })).toThrow('cannot have 2.5 points');
  expect(() => mark({ item: 'report', points: Number.NaN })).toThrow('cannot have');
  expect(() => mark({ item: 'neatness', points: 1 })).toThrow('The rubric has no item "neatness"');
  expect(() => markStudent(made.workspace, 'team-1', 's9-9', { comment: 'x' }, rubric)).toThrow('s9-9');
  expect(readFileSync(file()).equals(before)).toBe(true);
});

test.each([
  ['cut off', '{ "format": "teamnet-marks-1", "stud', 'it is not JSON'],
  [
    "another student's",
    '{ "format": "teamnet-marks-1", "student": "s1-2", "items": {} }',
    'it says student "s1-2"',
  ],
  ['of another kind', '{ "student": "s1-1", "items": {} }', 'lacks "format"'],
  [
    'more points than there are',
    '{ "format": "teamnet-marks-1", "student": "s1-1", "items": { "report": { "points": 20 } } }',
    '20 points of 2',
  ],
])(
  'a file of marks that is %s is the problem of one student, counts nothing and is never written over',
  (_, text, why) => {
    made.write(file(), text);
    const [first, second] = gradeTeam(made.workspace, 'team-1', { rubric });
    expect(findProblem('grade', first)).toBeNull();
    expect(first!.problem).toMatch(/^apps\/team-1\/marks\/s1-1\.json: /);
    expect(first!.problem).toContain(why);
    expect(first).toMatchObject({
      ok: 1,
      points: 0,
      possible: 6,
      pending: ['report', 'discussion', 'insight'],
    });
    expect(first!.items.map(({ points }) => points)).toEqual([null, null]);
    expect(second).toMatchObject({ points: 2, pending: ['insight'] });
    if (why !== '20 points of 2') expect(() => mark({ item: 'insight', points: 1 })).toThrow(why);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  },
);

test('a mark for an item that the rubric does not have any more is kept and said', () => {
  made.write(
    file(),
    '{ "format": "teamnet-marks-1", "student": "s1-1", "items": { "style": { "points": 1 } } }',
  );
  expect(grade().notes).toEqual(['The rubric has no item "style"; its mark is kept and not counted.']);
  expect(mark({ item: 'insight', points: 1 }).marks.items).toEqual({
    style: { points: 1 },
    insight: { points: 1 },
  });
});
