import type { Member } from '@teamnet/records';
import { explainTeam } from './explain-team.js';
import { naturalOrder } from './natural-order.js';
import { type PlannedTeam, planDivision } from './plan-division.js';
import { readClassList, type Student } from './read-class-list.js';
import { readMates } from './read-mates.js';
import { seededShuffle } from './seeded-shuffle.js';
import { nextFreeName, toTeamName } from './team-name.js';
import { groupWishes } from './wished-groups.js';

/** A student as team files name them. */
export type FormedMember = Pick<Member, 'id' | 'name' | 'private'>;

export interface FormedTeam {
  team: string;
  members: FormedMember[];
}

export interface FormedTeams {
  teams: FormedTeam[];
  /** Why the teams are as they are, one sentence each. */
  explanations: string[];
}

/**
 * Forms teams of 3 or 4 that differ by at most one from a class list (CSV with the columns `id,name,team,with,private`;
 * all but id and name may be left out). Students who chose a team stay together, and so do those of whom one wishes for
 * the other (`with`), returned or not; everybody else is placed by lot. The same students and seed give the same teams,
 * in whatever order the lines stand.
 * @param csv the file's bytes, or its text
 * @param options.seed whole number that decides the lot; 1 when left out
 * @throws ClassListError, TeamsImpossibleError
 */
export function formTeams(csv: string | Uint8Array, options: { seed?: number } = {}): FormedTeams {
  const { seed = 1 } = options;
  const { students, notes } = readClassList(csv);
  const byId = [...students].sort(naturalOrder((student) => student.id));
  const mates = readMates(byId);
  const groups = groupWishes(byId, mates);
  const planned = planDivision(byId.length, groups);
  const grouped = new Set(groups.flatMap((group) => group.students));
  const single = byId.filter((student) => !grouped.has(student)).map((student) => [student]);
  const free = groups.filter(({ label }) => label === null).map((group) => group.students);
  const drawn = new Map<number, Student[][]>([[1, seededShuffle(single, seed)]]);
  for (const size of [2, 3, 4])
    drawn.set(
      size,
      seededShuffle(
        free.filter((group) => group.length === size),
        seed,
      ),
    );

  const names = nameTeams(planned);
  const teams: FormedTeam[] = [];
  const explanations = [...notes, explainDivision(byId.length, planned)];
  for (const [index, { size, chosenBy, bundles }] of planned.entries()) {
    const team = names[index]!;
    const bound = bundles.map((bundle) => drawn.get(bundle)!.shift()!);
    const inGroups = [...(chosenBy?.students ?? []), ...bound.flat()];
    const lot = drawn
      .get(1)!
      .splice(0, size - inGroups.length)
      .flat()
      .sort(naturalOrder((student) => student.id));
    teams.push({ team, members: [...inGroups, ...lot].map(toMember) });
    explanations.push(explainTeam({ team, chosenBy, bound, lot }, mates, seed));
  }
  teams.sort(naturalOrder(({ team }) => team));
  return { teams, explanations };
}

/** Chosen teams keep their names where these can name a folder; all others get the next free numbers. */
function nameTeams(planned: readonly PlannedTeam[]): string[] {
  const chosen = planned.map(({ chosenBy }) => (chosenBy ? toTeamName(chosenBy.label!) : null));
  const taken = new Set(chosen.filter((name) => name !== null));
  return chosen.map((name) => {
    const team = name ?? nextFreeName(taken);
    taken.add(team);
    return team;
  });
}

function toMember({ id, name, private: isPrivate }: Student): FormedMember {
  return { id, name, ...(isPrivate ? { private: true } : {}) };
}

function explainDivision(count: number, planned: readonly PlannedTeam[]): string {
  const fours = planned.filter(({ size }) => size === 4).length;
  const threes = planned.length - fours;
  const parts = [fours && `${fours} of 4`, threes && `${threes} of 3`].filter(Boolean);
  return `${count} students make ${planned.length} team${planned.length === 1 ? '' : 's'}: ${parts.join(' and ')}.`;
}
