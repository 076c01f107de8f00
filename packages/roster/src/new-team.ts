import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  findProblem,
  type Member,
  RecordWriteError,
  readTeam,
  type Team,
  TeamnetError,
  toJson,
  type Workspace,
  writeWhole,
} from '@teamnet/records';
import { NewTeamError, TeamExistsError } from './errors.js';

const TEMPLATE = new URL('../template/', import.meta.url);
const FILES = ['package.json', 'homework.json'];

/**
 * Makes a team ready to train: `teams/<team>.json`, `apps/<team>/package.json` and `apps/<team>/homework.json` with
 * four experiments spread over the members. All files are made or none; nothing is ever overwritten.
 * @param team lower-case letters, digits and `-`, e.g. `team-9`
 * @param members three or four, with ids that no other team has
 * @returns the absolute paths of the files written
 * @throws NewTeamError, TeamExistsError, RecordWriteError
 */
export function newTeam(workspace: Workspace, team: string, members: readonly Member[]): string[] {
  const record: Team = { team, members: [...members] };
  checkNewTeam(workspace, record);

  const app = workspace.appFolder(team);
  const teamFile = workspace.teamFile(team);
  for (const path of [teamFile, app]) if (existsSync(path)) throw new TeamExistsError(team, path);

  const draft = makeDraftFolder(app);
  try {
    for (const name of FILES) writeWhole(join(draft, name), fillTemplate(name, record));
    renameSync(draft, app);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error instanceof TeamnetError ? error : new RecordWriteError(app, error as NodeJS.ErrnoException);
  }
  try {
    writeWhole(teamFile, toJson(record));
  } catch (error) {
    rmSync(app, { recursive: true, force: true });
    throw error;
  }
  return [teamFile, ...FILES.map((name) => join(app, name))];
}

function checkNewTeam(workspace: Workspace, record: Team): void {
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
  const teamOf = new Map<string, string>();
  for (const other of workspace.teamNames()) {
    if (other === team) continue;
    for (const { id } of readTeam(workspace.teamFile(other)).members) teamOf.set(id.toLowerCase(), other);
  }
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

/** A folder beside the app's, so that renaming it makes the whole app appear at once. */
function makeDraftFolder(app: string): string {
  const draft = join(dirname(app), `.new-team-${randomUUID()}`);
  try {
    mkdirSync(draft, { recursive: true });
    return draft;
  } catch (error) {
    throw new RecordWriteError(app, error as NodeJS.ErrnoException);
  }
}

/** Replaces the words TEAM and MEMBER_1 … MEMBER_4; in a team of three the first member takes the fourth's place. */
function fillTemplate(name: string, { team, members }: Team): string {
  return readFileSync(new URL(name, TEMPLATE), 'utf8')
    .replaceAll(/\bTEAM\b/g, team)
    .replaceAll(/\bMEMBER_([1-4])\b/g, (_, place) => members[(Number(place) - 1) % members.length]!.id);
}
