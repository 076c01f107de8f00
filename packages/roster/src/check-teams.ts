import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTeam, type Workspace } from '@teamnet/records';
import { checkApp } from './check-app.js';
import { caught, type Problem, problemIn } from './problem.js';

/**
 * Checks every file in `teams/` and `apps/` at once: each is there and valid, names its own folder, teams have 3 or
 * 4 members, no student is in two teams, each member has an experiment, a team has at least four, on both data sets
 * and with settings that every profile leaves valid.
 * @returns all problems in the order of the teams; empty when everything is fine
 */
export function checkTeams(workspace: Workspace): Problem[] {
  const problems: Problem[] = [];
  const teamOf = new Map<string, string>();
  const names = workspace.teamNames();
  for (const name of names) {
    const file = workspace.teamFile(name);
    const read = caught(workspace, name, file, () => readTeam(file));
    if ('problem' in read) {
      problems.push(read.problem);
      problems.push(...checkApp(workspace, name, null));
      continue;
    }
    const { team, members } = read.value;
    const report = (message: string, remedy: string) =>
      problems.push(problemIn(workspace, name, file, message, remedy));
    if (team !== name) report(`it says team "${team}".`, `Write "team": "${name}", or rename the file.`);
    if (members.length < 3 || members.length > 4)
      report(
        `it has ${members.length} member${members.length === 1 ? '' : 's'}.`,
        'A team has 3 or 4 members.',
      );
    for (const { id } of members) {
      const other = teamOf.get(id.toLowerCase());
      if (other !== undefined && other !== name)
        report(`the member "${id}" is in ${other} too.`, 'Keep each student in one team.');
      teamOf.set(id.toLowerCase(), name);
    }
    problems.push(...checkApp(workspace, name, members));
  }
  for (const app of appsWithoutTeam(workspace, names))
    problems.push(
      problemIn(
        workspace,
        app,
        workspace.appFolder(app),
        `there is no teams/${app}.json for it.`,
        'Add the team file, or remove the folder.',
      ),
    );
  return problems;
}

function appsWithoutTeam(workspace: Workspace, names: readonly string[]): string[] {
  const apps = join(workspace.root, 'apps');
  if (!existsSync(apps)) return [];
  return readdirSync(apps, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !names.includes(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
