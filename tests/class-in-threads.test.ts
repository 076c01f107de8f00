import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Grade } from '@teamnet/records';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom } from './support/class-room.js';

vi.setConfig({ testTimeout: 120_000 });

// As many teams as make the grader start threads on two cores; the reporter does from four on.
const TEAMS = Array.from({ length: 26 }, (_, index) => `team-${index + 1}`);
const BROKEN = 'team-7';
const room = openClassRoom({ team: null });
const write = (file: string, value: unknown) =>
  writeFileSync(room.path(file), typeof value === 'string' ? value : JSON.stringify(value));
const read = (file: string) => readFileSync(room.path(file));
beforeAll(() => {
  rmSync(room.path('apps'), { recursive: true });
  mkdirSync(room.path('teams'));
  for (const [index, team] of TEAMS.entries()) {
    const id = `s${index + 1}`;
    mkdirSync(room.path(`apps/${team}/discussion`), { recursive: true });
    write(`teams/${team}.json`, { team, members: [{ id, name: `Student ${id}` }] });
    const experiments = HOMEWORK.experiments.map((experiment) => ({ ...experiment, by: id }));
    write(`apps/${team}/homework.json`, { ...HOMEWORK, team, experiments });
    write(`apps/${team}/discussion/${id}.md`, `In ${team} nobody has trained yet, so there is no curve.\n`);
  }
  write(`teams/${BROKEN}.json`, '{ "team": ');
});
afterAll(() => room[Symbol.dispose]());
const others = TEAMS.filter((team) => team !== BROKEN);
const studentOf = (team: string) => team.replace('team-', 's');

test('the reports of all teams come in their order and are those that each team makes for itself', async () => {
  const { code, stdout, stderr } = await room.teamnet(['report', '--all']);
  expect(code).toBe(1);
  const lines = others.map((team) => {
    const file = `apps/${team}/reports/${studentOf(team)}`;
    return `${studentOf(team)}: ${file}.md, ${file}.html`;
  });
  expect(stdout.split('\n')).toEqual([...lines, '', '25 reports of 25 teams: 25 written, 0 unchanged', '']);
  expect(stderr).toMatch(/^team-7: teams\/team-7\.json: it is not JSON \(.*\)\. \S/m);
  expect(stderr).toMatch(/error: There are no reports of team-7\.\n {2}→ .*all other teams are written/);
  for (const team of ['team-1', 'team-26']) {
    const alone = await room.teamnet(['report', '--team', team]);
    expect(alone.stdout).toMatch(/\(unchanged\)\n$/);
  }
});

test('as JSON they are one array, with the team of each', async () => {
  const { code, stdout } = await room.teamnet(['report', '--all', '--json']);
  expect(code).toBe(1);
  const reports = JSON.parse(stdout) as { team: string; student: string; changed: boolean; file: string }[];
  expect(reports.map(({ team, student, changed }) => [team, student, changed])).toEqual(
    others.map((team) => [team, studentOf(team), false]),
  );
  expect(reports[0]!.file).toMatch(/apps\/team-1\/reports\/s1\.md$/);
});

test('--all goes with no other choice of whom', async () => {
  for (const args of [['--team', 'team-1'], ['--student', 's1'], ['--watch']]) {
    const { code, stderr } = await room.teamnet(['report', '--all', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--all')]);
  }
});

test('grades made in threads come in order, and are those that each team gets for itself', async () => {
  const { code, stdout, stderr } = await room.teamnet(['grade', '--all', '--json']);
  expect(code).toBe(1);
  const grades = JSON.parse(stdout) as Grade[];
  expect(grades.map(({ team, student }) => [team, student])).toEqual(
    others.map((team) => [team, studentOf(team)]),
  );
  expect(stderr).toMatch(/^team-7: teams\/team-7\.json: it is not JSON \(.*\)\. Mend/m);
  const file = 'apps/team-26/grades/s26/grade.json';
  const inThreads = read(file);
  rmSync(room.path('apps/team-26/grades'), { recursive: true });
  expect((await room.teamnet(['grade', '--team', 'team-26', '--force'])).code).toBe(0);
  // The discussions are alike, which only who grades the class can see.
  const judged = (grade: Grade) => grade.items.filter(({ id }) => id !== 'own-discussion');
  expect(judged(JSON.parse(read(file).toString()))).toEqual(judged(JSON.parse(inThreads.toString())));
});
