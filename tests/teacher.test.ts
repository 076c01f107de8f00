import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openClassRoom } from './support/class-room.js';
import { CHECKOUT, teamnet } from './support/teamnet.js';

vi.setConfig({ testTimeout: 300_000 });

test('all eight teams of the checkout are fine', async () => {
  const { code, stdout } = await teamnet(['team', 'check'], { cwd: CHECKOUT });
  expect(stdout).toBe('8 teams are fine: team-1, team-2, team-3, team-4, team-5, team-6, team-7, team-8.\n');
  expect(code).toBe(0);
});

test('a teacher forms teams from a class list, makes one and finds it fine', async () => {
  using room = openClassRoom();
  writeFileSync(room.path('class.csv'), 'id,name,team\na,Ana,x\nb,Bo,x\nc,Cem,\nd,Dana,\ne,Eva,\nf,Finn,\n');
  const formed = await room.teamnet(['team', 'form', 'class.csv', '--json']);
  const { teams } = JSON.parse(formed.stdout);
  expect(teams.map(({ members }: { members: unknown[] }) => members.length)).toEqual([3, 3]);

  const members = ['--member', 'n-1=Ana', '--member', 'n-2=Bo', '--member', 'n-3=Cem 젬'];
  const made = await room.teamnet(['team', 'new', 'team-new', ...members]);
  expect(made.code).toBe(0);
  expect(made.stdout.split('\n')).toContain('apps/team-new/homework.json');
  const check = await room.teamnet(['team', 'check', '--json']);
  expect(check.code).toBe(0);
  expect(JSON.parse(check.stdout)).toEqual({ teams: ['team-new', 'team-t'], problems: [] });

  const again = await room.teamnet(['team', 'new', 'team-new', ...members]);
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/^error: .*team-new.*\n {2}→ .*\n$/);
});

test('the scripts of a new team are those of the apps in the checkout', () => {
  const scripts = (file: string) =>
    JSON.parse(readFileSync(file, 'utf8').replaceAll('team-3', 'TEAM')).scripts;
  expect(scripts(join(CHECKOUT, 'packages/roster/template/package.json'))).toEqual(
    scripts(join(CHECKOUT, 'apps/team-3/package.json')),
  );
});

test('a broken team file is found by check, with its place', async () => {
  using room = openClassRoom();
  cpSync(room.path('teams/team-t.json'), room.path('teams/team-u.json'));
  const { code, stdout } = await room.teamnet(['team', 'check']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/teams\/team-u\.json: it says team "team-t"\./);
  expect(existsSync(room.path('apps/team-u'))).toBe(false);
});
