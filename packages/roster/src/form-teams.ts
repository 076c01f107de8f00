import { type Division, planDivision } from './plan-division.js';
import { type ClassList, readClassList, type Student } from './read-class-list.js';
import { seededShuffle } from './seeded-shuffle.js';
import { groupWishes, list, nextFreeName, type WishedTeam } from './wished-teams.js';

/** A student as team files name them. */
export interface FormedMember {
  id: string;
  name: string;
}

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
 * Forms teams of 3 or 4 that differ by at most one from a class list (CSV with the columns `id,name,team`; team
 * may be empty). Students who chose a team stay together; everybody else is placed by lot. The same students and
 * seed give the same teams, in whatever order the lines stand.
 * @param options.seed whole number that decides the lot; 1 when left out
 * @throws ClassListError, TeamsImpossibleError
 */
export function formTeams(csvText: string, options: { seed?: number } = {}): FormedTeams {
  const { seed = 1 } = options;
  const { students, notes }: ClassList = readClassList(csvText);
  const byId = [...students].sort(inOrderOf((student) => student.id));
  const wished = groupWishes(byId);
  const division = planDivision(byId.length, wished);
  const drawn = seededShuffle(
    byId.filter((student) => student.wish === ''),
    seed,
  );

  const taken = new Set(wished.map(({ team }) => team));
  const teams: FormedTeam[] = [];
  const explanations = [...notes, explainDivision(byId.length, division)];
  const all: { group: WishedTeam | null; size: number }[] = [
    ...wished.map((group, index) => ({ group, size: division.wishedSizes[index]! })),
    ...division.freshSizes.map((size) => ({ group: null, size })),
  ];
  for (const { group, size } of all) {
    const chosen = group?.students ?? [];
    const team = group?.team ?? nextFreeName(taken);
    taken.add(team);
    const placed = drawn.splice(0, size - chosen.length).sort(inOrderOf((student) => student.id));
    teams.push({ team, members: [...chosen, ...placed].map(({ id, name }) => ({ id, name })) });
    explanations.push(explainTeam(team, group, placed, seed));
  }
  teams.sort(inOrderOf(({ team }) => team));
  return { teams, explanations };
}

function explainDivision(count: number, { wishedSizes, freshSizes }: Division): string {
  const sizes = [...wishedSizes, ...freshSizes];
  const fours = sizes.filter((size) => size === 4).length;
  const parts = [fours && `${fours} of 4`, sizes.length - fours && `${sizes.length - fours} of 3`].filter(
    Boolean,
  );
  return `${count} students make ${sizes.length} team${sizes.length === 1 ? '' : 's'}: ${parts.join(' and ')}.`;
}

function explainTeam(
  team: string,
  group: WishedTeam | null,
  placed: readonly Student[],
  seed: number,
): string {
  const lot = `${list(placed)} ${placed.length === 1 ? 'was' : 'were'} drawn by lot (seed ${seed})`;
  if (!group) return `${team}: ${lot}.`;
  const label = group.label === team ? '' : ` ("${group.label}" in the class list)`;
  const kept = `${team}${label}: ${list(group.students)} chose it`;
  return placed.length === 0 ? `${kept}.` : `${kept}; ${lot}.`;
}

function inOrderOf<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }) || (key(a) < key(b) ? -1 : 1);
}
