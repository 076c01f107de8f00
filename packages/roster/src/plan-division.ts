import { TeamsImpossibleError } from './errors.js';
import { list, type WishedTeam } from './wished-teams.js';

/** How many students each team will have. */
export interface Division {
  /** 3 or 4 for each wished team, in the order given. */
  wishedSizes: number[];
  /** 3 or 4 for each team that is made by lot alone. */
  freshSizes: number[];
}

/**
 * Decides the number of teams and their sizes: 3 or 4 each, every wished team kept whole. Of the numbers of teams
 * that work it takes the one that puts the fewest strangers into a complete team of three, then the fewest teams.
 * @param count number of students in the class
 * @throws TeamsImpossibleError
 */
export function planDivision(count: number, wished: readonly WishedTeam[]): Division {
  const least = Math.ceil(count / 4);
  const most = Math.floor(count / 3);
  if (least > most || count === 0) throw tooFewOrFive(count);

  const fullFours = wished.filter(({ students }) => students.length === 4);
  const triples = wished.filter(({ students }) => students.length === 3);
  let best: { teams: number; intrusions: number } | null = null;
  for (let teams = Math.max(least, wished.length); teams <= most; teams++) {
    const fours = count - 3 * teams;
    if (fullFours.length > fours) break;
    const intrusions = Math.max(0, fours - (teams - triples.length));
    if (!best || intrusions < best.intrusions) best = { teams, intrusions };
  }
  if (!best) throw wishesDoNotFit(count, most, wished, fullFours);

  let moreFours = count - 3 * best.teams - fullFours.length;
  const isFour = new Set(fullFours);
  const freshSizes = Array.from({ length: best.teams - wished.length }, () => (moreFours-- > 0 ? 4 : 3));
  // Teams that need strangers anyway take the fourth before complete teams of three do.
  for (const size of [1, 2, 3])
    for (const group of wished)
      if (group.students.length === size && moreFours > 0) {
        isFour.add(group);
        moreFours--;
      }
  return { wishedSizes: wished.map((group) => (isFour.has(group) ? 4 : 3)), freshSizes };
}

function tooFewOrFive(count: number): TeamsImpossibleError {
  const students = count === 1 ? '1 student' : `${count} students`;
  return count < 3
    ? new TeamsImpossibleError(
        `${students} cannot make a team; a team has 3 or 4.`,
        'Check that the list is complete.',
      )
    : new TeamsImpossibleError(
        `${students} cannot be split into teams of 3 or 4.`,
        'Add a student, or make one team by hand with "teamnet team new" and form the rest.',
      );
}

function wishesDoNotFit(
  count: number,
  most: number,
  wished: readonly WishedTeam[],
  fullFours: readonly WishedTeam[],
): TeamsImpossibleError {
  if (wished.length > most) {
    const smallest = wished.reduce((a, b) => (b.students.length < a.students.length ? b : a));
    return new TeamsImpossibleError(
      `The class list names ${wished.length} teams, but ${count} students make at most ${most}.`,
      `Let the smallest, "${smallest.label}" (${list(smallest.students)}), join another team, or empty their "team" column.`,
    );
  }
  const labels = fullFours.map(({ label }) => `"${label}"`).join(', ');
  return new TeamsImpossibleError(
    `${count} students cannot be split into teams of 3 or 4 that keep the wished teams of four (${labels}).`,
    `Let one student of such a team join another, or empty their "team" column.`,
  );
}
