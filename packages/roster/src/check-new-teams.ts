import { existsSync } from 'node:fs';
import { findProblem, readTeam, type Team, type Workspace } from '@teamnet/records';
import { NewTeamError, TeamExistsError } from './errors.js';

/**
 * Checks teams that are to be made: valid, of three or four, with ids of their own, and nothing is there yet.
 * @throws NewTeamError, TeamExistsError; those of readTeam for the teams that are there
 */
export function checkNewTeams(workspace: Workspace, records: readonly Team[]): void {
  for (const record of records) checkShape(record);
  const there = records.filter(({ team }) =>
    [workspace.teamFile(team), workspace.appFolder(team)].some((path) => existsSync(path)),
  );
  if (there.length > 0)
    throw new TeamExistsError(
      there.map(({ team }) => team),
      existsSync(workspace.teamFile(there[0]!.team))
        ? workspace.teamFile(there[0]!.team)
        : workspace.appFolder(there[0]!.team),
    );
  checkIds(workspace, records);
}

function checkShape(record: Team): void {
  const { team, members } = record;
  const problem = findProblem('team', record);
  if (problem)
    throw new NewTeamError(
      `The team "${team}" cannot be made: ${problem}`,
      'A team name has lower-case letters, digits and "-"; an id has letters, digits, "-", "_" and ".".',
    );
  if (members.length < 3 || members.length > 4)
    throw new NewTeamError(
      `The team "${team}" would have ${members.length} member${members.length === 1 ? '' : 's'}; a team has 3 or 4.`,
      'Name three or four members.',
    );
}

/** "S1" and "s1" would be one file on Windows and macOS. */
function checkIds(workspace: Workspace, records: readonly Team[]): void {
  const teamOf = new Map<string, string>();
  for (const other of workspace.teamNames())
    for (const { id } of readTeam(workspace.teamFile(other)).members) teamOf.set(id.toLowerCase(), other);
  for (const { team, members } of records)
    for (const { id } of members) {
      const other = teamOf.get(id.toLowerCase());
      if (other !== undefined)
        throw new NewTeamError(
          `The id "${id}" of ${team} is ${other === team ? 'there twice' : `in ${other} already`}.`,
          'Give each student of the class an id of their own.',
        );
      teamOf.set(id.toLowerCase(), team);
    }
}
