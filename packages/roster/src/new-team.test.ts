import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readHomework, readTeam, Workspace } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkTeams } from './check-teams.js';
import { NewTeamError, TeamExistsError } from './errors.js';
import { newTeam, newTeams } from './new-team.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-new-team-')));
});
afterEach(() => rmSync(workspace.root, { recursive: true, force: true }));

const members = (count: number, prefix = 's9') =>
  Array.from({ length: count }, (_, i) => ({ id: `${prefix}-${i + 1}`, name: `이름 "${i + 1}" $&` }));
const everything = () => readdirSync(workspace.root, { recursive: true }).map(String).sort();

test.each([3, 4])(
  'a team of %i is ready to train: all files valid, each member with an experiment',
  async (count) => {
    const files = await newTeam(workspace, 'team-9', members(count));
    expect(files.map((file) => relative(workspace.root, file))).toEqual([
      'teams/team-9.json',
      'apps/team-9/package.json',
      'apps/team-9/homework.json',
    ]);
    expect(readTeam(workspace.teamFile('team-9')).members).toEqual(members(count));
    expect(readHomework(workspace.homeworkFile('team-9')).experiments.length).toBeGreaterThanOrEqual(4);
    expect(checkTeams(workspace)).toEqual([]);
  },
);

test('nothing that is there is overwritten, not even an app folder without a team file', async () => {
  await newTeam(workspace, 'team-9', members(3));
  const before = everything();
  await expect(newTeam(workspace, 'team-9', members(3))).rejects.toThrow(TeamExistsError);
  mkdirSync(join(workspace.appFolder('team-10'), 'runs'), { recursive: true });
  await expect(newTeam(workspace, 'team-10', members(3, 's10'))).rejects.toThrow(TeamExistsError);
  expect(existsSync(workspace.teamFile('team-10'))).toBe(false);
  expect(everything()).toEqual([...before, 'apps/team-10', 'apps/team-10/runs'].sort());
});

test.each([
  ['Team 9', members(3), '"team" must match'],
  ['../team-9', members(3), '"team" must match'],
  ['team-9', members(2), 'would have 2 members'],
  ['team-9', members(5), 'would have 5 members'],
  ['team-9', [...members(3), { id: 'S9-1', name: 'Ada' }], 'is there twice'],
  ['team-9', [...members(3), { id: 's1-1', name: 'Ada' }], 'is in team-1 already'],
  ['team-9', [...members(3), { id: '../x', name: 'Ada' }], '"members[3].id" must match'],
  ['team-9', [...members(3), { id: 's9-4', name: '' }], '"members[3].name"'],
])('the team %j with %j is refused and nothing is written', async (team, roster, message) => {
  await newTeam(workspace, 'team-1', members(3, 's1'));
  const before = everything();
  await expect(newTeam(workspace, team, roster)).rejects.toThrow(NewTeamError);
  await expect(newTeam(workspace, team, roster)).rejects.toThrow(message);
  expect(everything()).toEqual(before);
});

test('several teams are made at once, or none when one of them is there or cannot be', async () => {
  const teams = ['team-1', 'team-2', 'team-3'].map((team) => ({ team, members: members(3, team) }));
  await newTeam(workspace, 'team-2', members(3));
  const before = everything();
  await expect(newTeams(workspace, teams)).rejects.toThrow('There is a team-2 already');
  const twice = { team: 'team-4', members: members(3, 'team-1') };
  await expect(newTeams(workspace, [teams[0]!, twice])).rejects.toThrow('of team-4 is in team-1 already');
  expect(everything()).toEqual(before);
  await newTeams(workspace, [teams[0]!, teams[2]!]);
  expect(workspace.teamNames()).toEqual(['team-1', 'team-2', 'team-3']);
  expect(checkTeams(workspace)).toEqual([]);
  expect(everything().filter((name) => name.includes('.placing'))).toEqual([]);
});

test('two processes that make one team at the same time: one does, the other is told', async () => {
  const outcomes = await Promise.allSettled([
    newTeam(workspace, 'team-9', members(3)),
    newTeam(workspace, 'team-9', members(4, 'x')),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(checkTeams(workspace)).toEqual([]);
});

test.each(['teams', 'apps'])(
  'a file in the place of %s/ is told and nothing stays behind',
  async (folder) => {
    writeFileSync(join(workspace.root, folder), 'a file where the folder should be');
    await expect(newTeam(workspace, 'team-9', members(3))).rejects.toThrow(/ENOTDIR|is a file, not a folder/);
    expect(everything()).toEqual([folder]);
  },
);

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a read-only apps folder is one clear error (root may write anywhere, so not as root)',
  async () => {
    mkdirSync(join(workspace.root, 'apps'));
    chmodSync(join(workspace.root, 'apps'), 0o555);
    await expect(newTeam(workspace, 'team-9', members(3))).rejects.toThrow('you may not write there');
  },
);
