import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '@teamnet/records';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTeams } from './check-teams.js';
import { newTeam } from './new-team.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-check-')));
  for (const team of ['team-1', 'team-2'])
    await newTeam(
      workspace,
      team,
      [1, 2, 3].map((n) => ({ id: `${team}-${n}`, name: `Member ${n}` })),
    );
});
afterEach(() => rmSync(workspace.root, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: tests break files in ways that no type allows
function edit(file: string, change: (value: any) => void): void {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  change(value);
  writeFileSync(file, JSON.stringify(value));
}
const messages = () => checkTeams(workspace).map(({ file, message }) => `${file}: ${message}`);

describe('checking all teams', () => {
  test('the teams of this repository are in order, and so is an empty checkout', () => {
    expect(checkTeams(Workspace.find(import.meta.dirname))).toEqual([]);
    expect(checkTeams(new Workspace(join(workspace.root, 'nowhere')))).toEqual([]);
  });

  test.each<[string, (file: Record<'team' | 'homework' | 'package', string>) => void, string]>([
    [
      'a team file that is not JSON',
      ({ team }) => writeFileSync(team, '{'),
      'teams/team-1.json: it is not JSON',
    ],
    [
      'a team file of another name',
      ({ team }) => edit(team, (value) => Object.assign(value, { team: 'team-7' })),
      'teams/team-1.json: it says team "team-7"',
    ],
    [
      'a team of two',
      ({ team }) => edit(team, (value) => value.members.pop()),
      'teams/team-1.json: it has 2 members',
    ],
    [
      'a member of two teams',
      ({ team }) => edit(team, (value) => value.members.push({ id: 'team-2-1', name: 'Twice' })),
      'teams/team-2.json: the member "team-2-1" is in team-1 too',
    ],
    [
      'an app without homework',
      ({ homework }) => rmSync(homework),
      'apps/team-1/homework.json: There is no homework file apps/team-1/homework.json',
    ],
    [
      'an unknown key in the homework',
      ({ homework }) => edit(homework, (value) => Object.assign(value.training, { epoch: 3 })),
      'apps/team-1/homework.json: "training" has an unknown entry "epoch"',
    ],
    [
      "another team's homework",
      ({ homework }) => edit(homework, (value) => Object.assign(value, { team: 'team-2' })),
      'apps/team-1/homework.json: it says team "team-2"',
    ],
    [
      'an experiment by a stranger',
      ({ homework }) => edit(homework, (value) => Object.assign(value.experiments[0], { by: 'nobody' })),
      'the experiment "baseline" is by "nobody"',
    ],
    [
      'a member without an experiment',
      ({ homework }) => edit(homework, (value) => Object.assign(value.experiments[1], { by: 'team-1-1' })),
      '"team-1-2" has no experiment',
    ],
    [
      'three experiments',
      ({ homework }) => edit(homework, (value) => value.experiments.pop()),
      'it has 3 of at least 4 experiments',
    ],
    [
      'one data set',
      ({ homework }) => edit(homework, (value) => value.datasets.shift()),
      'the data set rock_paper_scissors is missing',
    ],
    [
      "a data set of one's own for one of the course's",
      ({ homework }) =>
        edit(homework, (value) => {
          value.datasets[0] = { name: 'leaves', folder: './leaves' };
        }),
      'the data set rock_paper_scissors is missing',
    ],
    [
      'settings that are incomplete once merged',
      ({ homework }) =>
        edit(homework, (value) => {
          value.training.earlyStopping = null;
          value.experiments[2].change = { training: { earlyStopping: {} } };
        }),
      'experiment "no-batch-norm": "training.earlyStopping" lacks "patience"',
    ],
    ['no package.json', (file) => rmSync(file.package), 'apps/team-1/package.json: it is missing'],
    [
      'a broken package.json',
      (file) => writeFileSync(file.package, 'x'),
      'apps/team-1/package.json: it is not JSON',
    ],
    [
      'a package of another name',
      (file) => edit(file.package, (value) => Object.assign(value, { name: 'team-2' })),
      'apps/team-1/package.json: its name is "team-2"',
    ],
    [
      'a package without scripts',
      (file) => edit(file.package, (value) => delete value.scripts.grade),
      'apps/team-1/package.json: it has no script grade',
    ],
  ])('%s is found', (_, spoil, message) => {
    spoil({
      team: workspace.teamFile('team-1'),
      homework: workspace.homeworkFile('team-1'),
      package: join(workspace.appFolder('team-1'), 'package.json'),
    });
    const found = messages();
    expect(found.join('\n')).toContain(message);
    expect(found.length).toBeLessThanOrEqual(2);
  });

  test("a team's own data set beside the course's is in order, also where its images are not in this checkout", () => {
    edit(workspace.homeworkFile('team-1'), (value) => {
      const splits = { train: 'train', validation: 'test[:50%]', test: 'test[50%:]' };
      value.datasets.push({ name: 'leaves', folder: './leaves', license: 'CC0', splits });
    });
    expect(messages()).toEqual([]);
  });

  test('a missing app and an app without a team are both named, in one go', () => {
    cpSync(workspace.appFolder('team-2'), workspace.appFolder('team-x'), { recursive: true });
    rmSync(workspace.appFolder('team-1'), { recursive: true });
    mkdirSync(join(workspace.root, 'apps', '.cache'));
    expect(messages()).toEqual([
      'apps/team-1: the folder is missing.',
      'apps/team-x: there is no teams/team-x.json for it.',
    ]);
  });
});
