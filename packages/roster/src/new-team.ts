import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Member, type Team, toJson, type Workspace, writeWhole } from '@teamnet/records';
import { beginChange } from './begin-change.js';
import { checkNewTeams } from './check-new-teams.js';

const TEMPLATE = new URL('../template/', import.meta.url);
const FILES = ['package.json', 'homework.json'];

/**
 * Makes a team ready to train: `teams/<team>.json`, `apps/<team>/package.json` and `apps/<team>/homework.json` with
 * four experiments spread over the members. All files are made or none; nothing is ever overwritten.
 * @param team lower-case letters, digits and `-`, e.g. `team-9`
 * @param members three or four, with ids that no other team has
 * @returns the absolute paths of the files written
 * @throws NewTeamError, TeamExistsError, TeamsBusyError, RecordWriteError
 */
export function newTeam(workspace: Workspace, team: string, members: readonly Member[]): Promise<string[]> {
  return newTeams(workspace, [{ team, members }]);
}

/**
 * Makes several teams as `newTeam` does one: all of them or none, also when the process is killed.
 * @returns the absolute paths of the files written
 * @throws NewTeamError, TeamExistsError, TeamsBusyError, RecordWriteError
 */
export async function newTeams(
  workspace: Workspace,
  teams: readonly { team: string; members: readonly Member[] }[],
): Promise<string[]> {
  const records = teams.map(({ team, members }): Team => ({ team, members: [...members] }));
  using placing = await beginChange(workspace);
  checkNewTeams(workspace, records);
  const written: string[] = [];
  for (const record of records) {
    const { team } = record;
    const draft = placing.add(join('apps', team));
    for (const name of FILES) writeWhole(join(draft, name), fillTemplate(name, record));
    placing.addFile(join('teams', `${team}.json`), toJson(record));
    written.push(workspace.teamFile(team), ...FILES.map((name) => join(workspace.appFolder(team), name)));
  }
  placing.commit();
  return written;
}

/** Replaces the words TEAM and MEMBER_1 … MEMBER_4; in a team of three the first member takes the fourth's place. */
function fillTemplate(name: string, { team, members }: Team): string {
  return readFileSync(new URL(name, TEMPLATE), 'utf8')
    .replaceAll(/\bTEAM\b/g, team)
    .replaceAll(/\bMEMBER_([1-4])\b/g, (_, place) => members[(Number(place) - 1) % members.length]!.id);
}
