import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Comparison, RunComparison } from '@teamnet/reporter';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom, TEAM } from './support/class-room.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const room = openClassRoom({
  homework: { experiments: HOMEWORK.experiments.slice(0, 2) },
  team: { ...TEAM, members: TEAM.members.map((one) => (one.id === 't-2' ? { ...one, private: true } : one)) },
});
afterAll(() => room[Symbol.dispose]());

/** Another team of the same members and runs, as if it had trained them. */
function addTeam(team: string): void {
  cpSync(room.path('apps/team-t'), room.path('apps', team), { recursive: true });
  cpSync(room.path('teams/team-t.json'), room.path(`teams/${team}.json`));
  const runs = room.path('apps', team, 'runs');
  const files = readdirSync(runs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('run.json'))
    .map((file) => `${runs}/${file}`);
  for (const file of [...files, room.path('apps', team, 'homework.json'), room.path(`teams/${team}.json`)])
    writeFileSync(file, readFileSync(file, 'utf8').replace('"team": "team-t"', `"team": "${team}"`));
}

beforeAll(async () => {
  const { code, stderr } = await room.teamnet(['train', '--team', 'team-t']);
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/^error/m)]);
  addTeam('team-u');
});

test('a teacher compares the class, narrowed down and sorted', async () => {
  const { code, stdout } = await room.teamnet(['compare', '--all', '--json']);
  expect(code).toBe(0);
  const comparison = JSON.parse(stdout) as Comparison;
  expect(comparison.rows.filter(({ result }) => result !== null)).toHaveLength(8);
  expect(comparison.networks.map(({ reason }) => reason)).toEqual([null, null, null, null]);
  // The same runs: on the same images nothing tells the teams apart.
  for (const { teams } of comparison.experiments)
    expect(teams[1]!.difference).toMatchObject({ difference: 0, method: 'same-images', p: 1, clear: false });

  const narrow = ['--experiment', 'baseline', '--dataset', 'tf_flowers', '--sort', 'team', '--reverse'];
  const csv = await room.teamnet(['compare', '--all', '--format', 'csv', ...narrow]);
  const lines = csv.stdout.trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
    'team-u baseline tf_flowers',
    'team-t baseline tf_flowers',
  ]);

  const unknown = await room.teamnet(['compare', '--all', '--experiment', 'bassline']);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toBe(
    'error: --experiment: no run in the comparison is of "bassline".\n  → There is: baseline, no-augment.\n',
  );
});

test('two runs are compared by folder or by name, as a page with its drawings beside it', async () => {
  const names = ['apps/team-t/runs/baseline/tf_flowers', 'team-t/no-augment/tf_flowers'];
  const json = await room.teamnet(['compare', ...names, '--json']);
  const { settings, accuracy } = JSON.parse(json.stdout) as RunComparison;
  expect(settings).toEqual([{ path: ['training', 'augment'], first: ['flip'], second: [] }]);
  expect(accuracy.sameImages!.images).toBeGreaterThan(0);

  const { code } = await room.teamnet([
    'compare',
    ...names,
    '--out',
    room.path('two.md'),
    '--language',
    'ko',
  ]);
  expect(code).toBe(0);
  const markdown = readFileSync(room.path('two.md'), 'utf8');
  expect(markdown).toContain('# baseline 대 no-augment');
  expect(markdown).toContain('맥니마 정확 검정');
  const drawings = [...markdown.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file]) => file!);
  expect(drawings).toHaveLength(5);
  for (const file of drawings) expect(existsSync(room.path(file))).toBe(true);

  const one = await room.teamnet(['compare', names[1]!]);
  expect([one.code, one.stderr]).toEqual([
    2,
    expect.stringMatching(/^error: A run is compared with one other run/),
  ]);
  const mixed = await room.teamnet(['compare', ...names, '--sort', 'loss']);
  expect([mixed.code, mixed.stderr]).toEqual([
    2,
    expect.stringMatching(/^error: --sort is for comparing teams/),
  ]);
});

test('the class site leaves out whom the class list marks as private, and is written anew as a whole', async () => {
  const { code, stdout } = await room.teamnet(['site']);
  expect([code, stdout]).toEqual([0, 'site/index.html: 2 teams, 4 reports\nleft out as private: t-2\n']);
  const files = readdirSync(room.path('site'), { recursive: true, encoding: 'utf8' });
  expect(files).toContain('team-t/reports/t-1.html');
  expect(files.filter((file) => file.includes('t-2'))).toEqual([]);
  for (const file of files.filter((name) => /\.(html|csv)$/.test(name)))
    expect(readFileSync(room.path('site', file), 'utf8')).not.toMatch(/\bt-2\b|Jonas/);
  expect(readFileSync(room.path('site/team-t/reports/t-1.html'), 'utf8')).toContain('a member');

  expect((await room.teamnet(['site'])).stdout).toMatch(/\(unchanged\)/);
  mkdirSync(room.path('apps/team-t/discussion'));
  writeFileSync(room.path('apps/team-t/discussion/t-3.md'), 'Now I know why.');
  const again = JSON.parse((await room.teamnet(['site', '--json'])).stdout);
  expect(again).toMatchObject({ changed: true, reports: 4 });
  expect(readFileSync(room.path('site/team-t/reports/t-3.html'), 'utf8')).toContain('Now I know why.');

  const taken = await room.teamnet(['site', '--out', 'teams']);
  expect(taken.code).toBe(2);
  expect(taken.stderr).toMatch(/teams: it holds files, and no site that Teamnet made\.\n {2}→ /);
});
