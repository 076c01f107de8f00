import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RubricItem } from '@teamnet/records';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHECKS } from '../checks/all-checks.js';
import { gradeTeam } from '../grade-team.js';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';
import { openRubric } from './open-rubric.js';

let made: FixtureClass;
beforeAll(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterAll(() => made.remove());

const write = (value: unknown, name = 'other.json') => {
  const file = join(made.workspace.root, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
};
const rubric = (items: RubricItem[], manual: unknown[] = []) => ({
  format: 'teamnet-rubric-1',
  items,
  manual,
});
const insight = { id: 'insight', points: 3, title: { en: 'Insight', ko: '통찰' } };

test('the default rubric asks every item for one point, with a title in both languages', () => {
  const { items, manual } = openRubric(made.workspace);
  expect(items.map(({ check }) => check.id).sort()).toEqual(CHECKS.map(({ id }) => id).sort());
  expect(
    items.every(
      ({ points, title }) => points === 1 && title.en !== '' && /\p{Script=Hangul}/u.test(title.ko),
    ),
  ).toBe(true);
  expect(manual).toEqual([]);
});

test('a rubric decides what is asked, what it is worth, and how much is enough', () => {
  const file = write(
    rubric(
      [
        { id: 'discussion', points: 2.5, options: { words: 500 } },
        { id: 'report', points: 0.1 },
      ],
      [insight],
    ),
  );
  const [grade] = gradeTeam(made.workspace, 'team-1', { rubric: openRubric(made.workspace, file) });
  expect(grade).toMatchObject({
    name: 'Minji Kim (김민지)',
    items: [
      { id: 'discussion', title: 'Discussion long enough', state: 'empty', possible: 2.5, points: 0 },
      { id: 'report', state: 'ok', possible: 0.1, points: 0.1 },
    ],
    manual: [{ id: 'insight', title: 'Insight', possible: 3, points: null }],
    ok: 1,
    total: 2,
    points: 0.1,
    possible: 5.6,
    pending: ['insight'],
  });
});

test("a rubric.json at the checkout's root takes the place of the default, and --rubric that of both", () => {
  const root = write(rubric([{ id: 'report', points: 4 }]), 'rubric.json');
  expect(openRubric(made.workspace)).toMatchObject({ file: root, items: [{ points: 4 }] });
  const other = write(rubric([{ id: 'roster', points: 1 }]));
  expect(openRubric(made.workspace, other).items.map(({ check }) => check.id)).toEqual(['roster']);
});

test.each<[string, unknown, RegExp, RegExp]>([
  [
    'an unknown item',
    rubric([{ id: 'neatness', points: 1 }]),
    /there is no item "neatness"/,
    /roster.*manual/,
  ],
  [
    'an item twice',
    rubric([
      { id: 'report', points: 1 },
      { id: 'report', points: 2 },
    ]),
    /two items have the id "report"/,
    /id of its own/,
  ],
  [
    'a manual item with the id of a check',
    rubric([{ id: 'report', points: 1 }], [{ ...insight, id: 'report' }]),
    /two items/,
    /of its own/,
  ],
  [
    'an unknown option',
    rubric([{ id: 'discussion', points: 1, options: { lines: 3 } }]),
    /"discussion" has no option "lines"/,
    /It has words/,
  ],
  [
    'an option of an item that has none',
    rubric([{ id: 'roster', points: 1, options: { all: 1 } }]),
    /no option "all"/,
    /leave "options" out/,
  ],
  [
    'half a word',
    rubric([{ id: 'discussion', points: 1, options: { words: 2.5 } }]),
    /"words" of the item "discussion" is 2.5/,
    /whole number from 1 to 10000/,
  ],
  ['points below zero', rubric([{ id: 'report', points: -1 }]), /"items\[0\].points" must be >= 0/, /schema/],
  ['a manual item without title', rubric([], [{ id: 'insight', points: 1 }]), /lacks "title"/, /schema/],
])('%s is one clear error that names the file', (_, value, message, remedy) => {
  const file = write(value, 'bad.json');
  expect(() => openRubric(made.workspace, file)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
      exitCode: 2,
    }),
  );
  expect(() => openRubric(made.workspace, file)).toThrow(file);
});

test('a rubric that is not there says what to copy', () => {
  expect(() => openRubric(made.workspace, '/nowhere/rubric.json')).toThrow(
    expect.objectContaining({
      code: 'rubric-missing',
      remedy: expect.stringContaining('packages/grader/rubric.json'),
    }),
  );
});
