import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Grade } from '@teamnet/records';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassRoom, TEAM } from './support/class-room.js';

vi.setConfig({ testTimeout: 120_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());
const write = (file: string, content: string) => {
  mkdirSync(dirname(room.path(file)), { recursive: true });
  writeFileSync(room.path(file), content);
};
const all = async (...flags: string[]) => {
  const { code, stdout, stderr } = await room.teamnet(['grade', '--all', ...flags]);
  return { code, stdout, stderr };
};

test('a teacher grades the class by a rubric, and one broken team and one broken hand-in stop nobody', async () => {
  write(
    'rubric.json',
    JSON.stringify({
      format: 'teamnet-rubric-1',
      items: [
        { id: 'four-experiments', points: 1 },
        { id: 'discussion', points: 2, options: { words: 10 } },
        { id: 'own-discussion', points: 2 },
      ],
      manual: [{ id: 'insight', points: 3, title: { en: 'Insight', ko: '통찰' } }],
    }),
  );
  write('teams/team-u.json', '{ "team": "team-u", "mem');
  write('teams/team-v.json', JSON.stringify({ team: 'team-v', members: [{ id: 'v-1', name: 'Veda' }] }));
  const text = 'The flowers are harder than the hands, because their backgrounds differ from photo to photo.';
  write('apps/team-t/discussion/t-1.md', `${text} I would like to try larger images before anything else.\n`);
  write('apps/team-v/discussion/v-1.md', `${text} I would like to try larger images before anything else.\n`);
  mkdirSync(room.path('apps/team-t/discussion/t-3.md'));

  const { code, stdout, stderr } = await all();
  expect(code).toBe(1);
  expect(stdout.split('\n')).toEqual([
    'team-t  t-1         2 of 3 items, 3 of 8 points  missing: own-discussion',
    'team-t  t-2         1 of 3 items, 1 of 8 points  missing: discussion, own-discussion',
    'team-t  t-3         1 of 3 items, 1 of 8 points  error: discussion, own-discussion',
    'team-v  v-1         1 of 3 items, 2 of 8 points  missing: four-experiments, own-discussion',
    '',
    '4 hand-ins of 2 teams: 0 complete; 4 graded, 0 unchanged; 2 to look at; 2 problems',
    '',
  ]);
  expect(stderr).toMatch(/^team-u: teams\/team-u\.json: it is not JSON \(.*\)\. Mend/m);
  expect(stderr).toMatch(
    /error: 2 of the teams and hand-ins could not be judged wholly\.\n {2}→ .*cost nobody a point/,
  );
});

test('as JSON it is one array of grades, with the sentences that are alike', async () => {
  const { stdout } = await all('--json');
  const grades = JSON.parse(stdout) as Grade[];
  expect(grades.map(({ student, points, pending }) => [student, points, pending])).toEqual([
    ['t-1', 3, ['insight']],
    ['t-2', 1, ['insight']],
    ['t-3', 1, ['discussion', 'own-discussion', 'insight']],
    ['v-1', 2, ['insight']],
  ]);
  expect(grades[0]!.items[2]!.pairs?.[0]).toMatchObject({
    place: 'apps/team-t/discussion/t-1.md:1',
    otherPlace: 'apps/team-v/discussion/v-1.md:1',
    similarity: 1,
  });
});

test('a teacher’s marks are written, shown and kept when it is graded again, to the byte', async () => {
  const mark = (...flags: string[]) =>
    room.teamnet(['grade', 'mark', '--team', 'team-t', '--student', 't-1', ...flags]);
  const given = await mark('--item', 'insight', '--points', '2.5', '--comment', '잘했어요 "well"');
  expect(given).toMatchObject({ code: 0, stdout: 'apps/team-t/marks/t-1.json\nt-1: 5.5 of 8 points\n' });
  await mark('--item', 'own-discussion', '--points', '2', '--comment', 'Written together, as they say.');
  await mark('--comment', 'A good beginning.');
  const file = room.path('apps/team-t/grades/t-1/grade.json');
  const bytes = readFileSync(file, 'utf8');
  expect(JSON.parse(bytes)).toMatchObject({
    points: 7.5,
    pending: [],
    comment: 'A good beginning.',
    manual: [{ id: 'insight', points: 2.5, comment: '잘했어요 "well"' }],
  });
  const { mtimeMs } = statSync(file);
  expect((await all()).stdout).toContain('4 hand-ins of 2 teams: 0 complete; 1 graded, 3 unchanged');
  await all('--force');
  expect(readFileSync(file, 'utf8')).toBe(bytes);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);

  const refused = await mark('--item', 'insight', '--points', '4');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toBe(
    'error: The item "insight" cannot have 4 points.\n  → Give from 0 to 3, as the rubric says.\n',
  );
});

test('a broken file of marks is one clear error of that student, and is left as it is', async () => {
  const file = 'apps/team-t/marks/t-1.json';
  write(file, '{ "items": ');
  const { code, stderr, stdout } = await room.teamnet([
    'grade',
    '--team',
    'team-t',
    '--student',
    't-1',
    '--json',
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('could not judge everything of t-1');
  const [grade] = JSON.parse(stdout) as [Grade];
  expect(grade.problem).toMatch(/^apps\/team-t\/marks\/t-1\.json: it is not JSON/);
  expect(grade.points).toBe(0);
  expect(grade.pending).toHaveLength(4);
  const refused = await room.teamnet([
    'grade',
    '--team',
    'team-t',
    'mark',
    '--student',
    't-1',
    '--comment',
    'x',
  ]);
  expect(refused.code).toBe(2);
  expect(readFileSync(room.path(file), 'utf8')).toBe('{ "items": ');
});

test.each([
  [['grade', '--all', '--team', 'team-t'], /--all is for everybody/],
  [['grade', 'mark', '--team', 'team-t', '--student', TEAM.members[0]!.id], /nothing to mark/],
  [['grade', 'mark', '--team', 'team-t', '--comment', 'x'], /one student/],
  [['grade', 'mark', '--team', 'team-t', '--student', 't-2', '--points', '1'], /Points are for an item/],
  [['grade', '--team', 'team-t', '--rubric', 'nowhere.json'], /no rubric file .*nowhere\.json/],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await room.teamnet(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
