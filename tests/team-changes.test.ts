import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grade, Team } from '@teamnet/records';
import { afterEach, expect, test, vi } from 'vitest';
import { FixtureClass } from '../packages/reporter/src/testing/fixture-class.js';
import { openClassRoom } from './support/class-room.js';
import { teamnet } from './support/teamnet.js';

vi.setConfig({ testTimeout: 120_000 });

test("a teacher makes all teams of Excel's Korean class list with one command, whole or not at all", async () => {
  using room = openClassRoom();
  const students = ['김민지', '이하은', '박서준', '최지우', 'Jonas', 'Aisha', 'Kwame'];
  const cells: Record<number, string> = { 1: ';나비;', 2: ';;k-1', 4: 'x;;"k-5\r\nKwame"', 6: 'O;;' };
  const rows = students.map((name, index) => {
    const [hidden = '', team = '', mates = ''] = (cells[index + 1] ?? '').split(';');
    return `k-${index + 1};${name.normalize('NFD')};${team};${mates};${hidden}`;
  });
  writeFileSync(room.path('class.csv'), `\uFEFF학번;이름;조;함께;비공개\r\n${rows.join('\r\n')}\r\n`);

  const shown = await room.teamnet(['team', 'form', 'class.csv']);
  expect(shown.code).toBe(0);
  expect(shown.stderr).toContain('k-2 wished for k-1 (not returned, but it counts)');
  expect(shown.stderr).toContain('Nothing is written yet');
  expect(existsSync(room.path('teams/team-1.json'))).toBe(false);

  const made = await room.teamnet(['team', 'form', 'class.csv', '--write', '--json']);
  expect(made.code).toBe(0);
  const { teams } = JSON.parse(made.stdout) as { teams: Team[] };
  expect(teams.map(({ members }) => members.length).sort()).toEqual([3, 4]);
  const names = ['team-1', 'team-2'].flatMap(
    (team) => (JSON.parse(readFileSync(room.path(`teams/${team}.json`), 'utf8')) as Team).members,
  );
  expect(names.find(({ id }) => id === 'k-3')?.name).toBe('박서준');
  expect(names.filter((member) => member.private).map(({ id }) => id)).toEqual(['k-6']);
  expect((await room.teamnet(['team', 'check'])).stdout).toBe('3 teams are fine: team-1, team-2, team-t.\n');

  rmSync(room.path('teams/team-2.json'));
  rmSync(room.path('apps/team-2'), { recursive: true });
  const again = await room.teamnet(['team', 'form', 'class.csv', '--write']);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('There is a team-1 already');
  expect(existsSync(room.path('teams/team-2.json'))).toBe(false);
});

test.each([
  ['id,name,with\n1,A,1\n2,B,\n3,C,\n', 1, /^error: Line 2: 1 wishes to be with "1".*\n {2}→ .*line 2\.\n$/],
  ['id,name\n1,A\n2,B\n3,C\n4,D\n5,E\n', 1, /^error: 5 students cannot be split into teams of 3 or 4\.\n/],
  ['id,name\n1,A\n1,B\n3,C\n', 2, /^error: Class list: lines 2 and 3 have the same id "1"\.\n/],
])('the class list %j is refused with its reason and what to do', async (csv, code, message) => {
  using room = openClassRoom();
  writeFileSync(room.path('class.csv'), csv);
  const refused = await room.teamnet(['team', 'form', 'class.csv', '--write']);
  expect(refused.stderr).toMatch(message);
  expect(refused.code).toBe(code);
  expect(readdirSync(room.path('teams'))).toEqual(['team-t.json']);
});

let made: FixtureClass | undefined;
afterEach(() => made?.remove());

/** team-1, four members with runs and discussions, and team-2, three who have not begun. */
async function openTwoTeams() {
  made = new FixtureClass();
  const { workspace } = made;
  const scripts = { train: 'teamnet train', report: 'teamnet report', grade: 'teamnet grade' };
  made.write('apps/team-1/package.json', JSON.stringify({ name: 'team-1', scripts }));
  const call = (...args: string[]) => teamnet(args, { cwd: workspace.root });
  const members = ['s2-1=Ana', 's2-2=Bo', 's2-3=Cem'].flatMap((member) => ['--member', member]);
  expect((await call('team', 'new', 'team-2', ...members)).code).toBe(0);
  return { fixture: made, workspace, call };
}

/** Path and sha256 of all files that match. */
function hashes(folder: string, keep: (path: string) => boolean): Record<string, string> {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile() && keep(path))
    .sort();
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(files.map((path) => [path, hash(path)]));
}

/** State of each item of a student. */
function states(stdout: string, student: string): Record<string, string> {
  const grade = (JSON.parse(stdout) as Grade[]).find((one) => one.student === student)!;
  return Object.fromEntries(grade.items.map(({ id, state }) => [id, state]));
}

test('a student leaves: their experiments and runs go to a team-mate, nothing is lost, reports and grades follow', async () => {
  const { fixture, workspace, call } = await openTwoTeams();
  const app = workspace.appFolder('team-1');
  const kept = (path: string) => !/run\.json$|homework\.json$|\.placing/.test(path);
  const before = hashes(app, kept);
  const all = hashes(workspace.root, () => true);

  const refused = await call('team', 'remove', 's1-2');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    /^error: s1-2 has the experiment no-residual .*\n {2}→ Add --give-experiments-to/,
  );
  const wrong = await call('team', 'remove', 's1-2', '--give-experiments-to', 's2-1');
  expect(wrong.code).toBe(1);
  expect(hashes(workspace.root, () => true)).toEqual(all);

  const done = await call('team', 'remove', 's1-2', '--give-experiments-to', 's1-4');
  expect(done.stderr).not.toContain('error');
  expect(done.stdout).toContain('2 run.json name the new member');
  expect(hashes(app, kept)).toEqual(before);
  expect((await call('team', 'check')).stdout).toBe('2 teams are fine: team-1, team-2.\n');

  expect((await call('report', '--team', 'team-1', '--student', 's1-4')).code).toBe(0);
  const report = fixture.report('s1-4');
  expect(report).not.toContain('Jonas Weber');
  expect(report).not.toContain('not shared');
  const graded = await call('grade', '--team', 'team-1', '--json');
  expect(states(graded.stdout, 's1-4')).toMatchObject({
    roster: 'ok',
    'each-member': 'ok',
    'own-experiment': 'ok',
    'numbers-match': 'ok',
    'four-experiments': 'ok',
  });
  expect((JSON.parse(graded.stdout) as Grade[]).map(({ student }) => student)).not.toContain('s1-2');

  const tooFew = await call('team', 'remove', 's1-3', '--give-experiments-to', 's1-1');
  expect(tooFew.code).toBe(1);
  expect(tooFew.stderr).toContain('team-1 would have 2 members (s1-1, s1-4); a team has 3 or 4.');
});

test('a student changes team: the runs stay, the discussion comes along, and somebody new takes the place', async () => {
  const { fixture, workspace, call } = await openTwoTeams();
  const discussion = readFileSync(workspace.discussionFile('team-1', 's1-4'), 'utf8');
  const moved = await call('team', 'move', 's1-4', 'team-2', '--give-experiments-to', 's1-2', '--json');
  expect(moved.code).toBe(0);
  const { teams, files } = JSON.parse(moved.stdout);
  expect(teams.map(({ members }: Team) => members.length)).toEqual([3, 4]);
  expect(files).toContain('apps/team-2/discussion/s1-4.md');
  for (const team of ['team-1', 'team-2'])
    expect(readFileSync(workspace.discussionFile(team, 's1-4'), 'utf8')).toBe(discussion);
  expect(existsSync(workspace.runFile('team-1', 'no-augment', 'tf_flowers'))).toBe(true);

  const added = await call('team', 'add', 'team-1', '--member', 'n-1=새 학생', '--private', 'n-1');
  expect(added.stdout).toContain('n-1 gets the new experiment learning-rate-0-0003');
  const swapped = await call(
    ...['team', 'move', 's1-1', 'team-2', 's2-2', 'team-1'],
    ...['--give-experiments-to', 's2-2,s1-1'],
  );
  expect(swapped.stderr).not.toContain('error');
  expect((await call('team', 'check')).stdout).toBe('2 teams are fine: team-1, team-2.\n');
  expect((await call('report', '--team', 'team-1', '--student', 's2-2')).code).toBe(0);
  expect(fixture.report('s2-2')).toContain('새 학생');
  const graded = await call('grade', '--team', 'team-1', '--json');
  expect(states(graded.stdout, 's2-2')).toMatchObject({
    roster: 'ok',
    'each-member': 'ok',
    'own-experiment': 'ok',
  });
  expect(states(graded.stdout, 'n-1')).toMatchObject({ 'each-member': 'ok', 'own-experiment': 'not-shared' });
});
