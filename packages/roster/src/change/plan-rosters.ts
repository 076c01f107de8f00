import type { Member, Team } from '@teamnet/records';
import { TeamChangeError } from '../errors.js';
import { list } from '../wished-groups.js';

/** A student who changes team, or leaves the class. */
export interface StudentMove {
  student: string;
  /** null = leaves the class */
  to: string | null;
}

/** New students of a team. */
export interface Addition {
  team: string;
  members: readonly Member[];
}

/** A team before and after the change. */
export interface RosterChange {
  before: Team;
  members: Member[];
  left: { member: Member; to: string | null }[];
  /** `from` is null for a student who is new in the class. */
  arrived: { member: Member; from: string | null }[];
}

/**
 * The rosters after moves and additions that happen at once, so that students can also be swapped.
 * @returns the teams that change, in the order of `teams`
 * @throws TeamChangeError for students or teams that are not there, and for a team that would not have 3 or 4
 */
export function planRosters(
  teams: readonly Team[],
  moves: readonly StudentMove[],
  additions: readonly Addition[],
): RosterChange[] {
  const changes = new Map(
    teams.map((before): [string, RosterChange] => [
      before.team,
      { before, members: [...before.members], left: [], arrived: [] },
    ]),
  );
  const changeOf = (team: string) => {
    const change = changes.get(team);
    if (change) return change;
    throw new TeamChangeError(`There is no team "${team}".`, `Teams: ${[...changes.keys()].join(', ')}.`);
  };
  const moved = new Set<string>();
  for (const { student, to } of moves) {
    if (moved.has(student))
      throw new TeamChangeError(`"${student}" is given twice.`, 'Name each student once.');
    moved.add(student);
    const from = findTeam(teams, student);
    const member = from.members.find(({ id }) => id === student)!;
    const arrival = to === null ? null : changeOf(to);
    if (to === from.team)
      throw new TeamChangeError(`${student} is in ${to} already.`, 'Name another team; nothing was changed.');
    const departure = changeOf(from.team);
    departure.members = departure.members.filter((other) => other !== member);
    departure.left.push({ member, to });
    arrival?.members.push(member);
    arrival?.arrived.push({ member, from: from.team });
  }
  for (const { team, members } of additions) {
    const change = changeOf(team);
    change.members.push(...members);
    change.arrived.push(...members.map((member) => ({ member, from: null })));
  }
  const changed = [...changes.values()].filter(({ left, arrived }) => left.length + arrived.length > 0);
  checkIds([...changes.values()]);
  for (const change of changed) checkSize(change, [...changes.values()]);
  return changed;
}

function findTeam(teams: readonly Team[], student: string): Team {
  const found = teams.find(({ members }) => members.some(({ id }) => id === student));
  if (found) return found;
  const all = teams.flatMap(({ members }) => members);
  const close = all.find(
    ({ id, name }) =>
      id.toLowerCase() === student.toLowerCase() || name.toLowerCase().includes(student.toLowerCase()),
  );
  throw new TeamChangeError(
    `No team has a student "${student}".`,
    close
      ? `Give the id; perhaps ${close.id} (${close.name}) is meant.`
      : 'Give the id of a student as teams/*.json has it.',
  );
}

function checkIds(changes: readonly RosterChange[]): void {
  const teamOf = new Map<string, string>();
  for (const { before, members } of changes)
    for (const { id } of members) {
      const other = teamOf.get(id.toLowerCase());
      if (other !== undefined)
        throw new TeamChangeError(
          `The id "${id}" would be in ${other === before.team ? `${other} twice` : `${other} and ${before.team}`}.`,
          'Give each student of the class an id of their own; "teamnet team move" moves a student who is there.',
        );
      teamOf.set(id.toLowerCase(), before.team);
    }
}

function checkSize({ before: { team }, members, arrived }: RosterChange, all: readonly RosterChange[]): void {
  const others = all.filter(({ before }) => !arrived.some(({ from }) => from === before.team));
  if (members.length > 4)
    throw new TeamChangeError(
      `${team} would have ${members.length} members (${list(members)}); a team has 3 or 4.`,
      `Choose another team${namesOf(others, 3, 'with three: ')}. Nothing was changed.`,
    );
  if (members.length >= 3) return;
  const fours = namesOf(
    all.filter((change) => change.before.team !== team),
    4,
    '',
  );
  const move = fours
    ? `Move somebody into it first, e.g. from${fours.replace(' (', ' ').replace(')', '')}: "teamnet team move STUDENT ${team}".`
    : `No team has four to move one from, so merge it: keep apps/${team} outside of apps/, delete teams/${team}.json, and add its students to other teams with "teamnet team add".`;
  throw new TeamChangeError(
    `${team} would have ${members.length} member${members.length === 1 ? '' : 's'}${members.length > 0 ? ` (${list(members)})` : ''}; a team has 3 or 4.`,
    `${move} Nothing was changed.`,
  );
}

/** Teams of a size before the change. */
function namesOf(all: readonly RosterChange[], size: number, words: string): string {
  const names = all.filter(({ before }) => before.members.length === size).map(({ before }) => before.team);
  return names.length === 0 ? '' : ` (${words}${names.join(', ')})`;
}
