import { TeamsImpossibleError } from './errors.js';
import { list, type WishedGroup } from './wished-groups.js';

/** Why no division into teams of 3 or 4 keeps every group, with what to change. */
export function explainImpossible(count: number, groups: readonly WishedGroup[]): TeamsImpossibleError {
  const most = Math.floor(count / 3);
  const least = Math.ceil(count / 4);
  if (count < 3)
    return new TeamsImpossibleError(
      `${students(count)} cannot make a team; a team has 3 or 4.`,
      'Check that the list is complete.',
    );
  if (least > most)
    return new TeamsImpossibleError(
      `${students(count)} cannot be split into teams of 3 or 4.`,
      'Add a student, or make one team by hand with "teamnet team new" and form the rest.',
    );
  const chosen = groups.filter(({ label }) => label !== null);
  if (chosen.length > most) {
    const smallest = chosen.reduce((a, b) => (b.students.length < a.students.length ? b : a));
    return new TeamsImpossibleError(
      `The class list names ${chosen.length} teams, but ${students(count)} make at most ${most}.`,
      `Let the smallest, "${smallest.label}" (${list(smallest.students)}; ${lines(smallest)}), join another team, or empty their "team" column.`,
    );
  }
  const mostFours = count - 3 * Math.max(least, chosen.length);
  const fours = groups.filter((group) => group.students.length === 4);
  if (fours.length > mostFours) {
    const words = fours.some(({ label }) => label === null) ? 'groups' : 'teams';
    return new TeamsImpossibleError(
      `${students(count)} cannot be split into teams of 3 or 4 that keep the wished ${words} of four (${fours.map(say).join(', ')}): ${mostFours === 0 ? 'all teams have 3' : `at most ${mostFours} ${mostFours === 1 ? 'team has' : 'teams have'} 4`}.`,
      `Let one student of such a ${words.slice(0, -1)} join another: change "team" or "with" in ${lines(fours[0]!)}.`,
    );
  }
  const bound = groups.filter((group) => group.label === null || group.students.length > 1);
  const free = groups.filter(({ label }) => label === null);
  return new TeamsImpossibleError(
    `${students(count)} make ${least === most ? most : `${least} to ${most}`} teams of 3 or 4, and these wishes do not fit into them together: ${bound.map(say).join(', ')}.`,
    `Take a wish out of the column "with" or "team", e.g. in ${lines(free[0] ?? bound[0]!)}, so that fewer students are bound together.`,
  );
}

function students(count: number): string {
  return count === 1 ? '1 student' : `${count} students`;
}

function say({ label, students: members }: WishedGroup): string {
  return label === null ? members.map(({ id }) => id).join(' + ') : `"${label}"`;
}

function lines({ students: members }: WishedGroup): string {
  const numbers = members.map(({ line }) => line).sort((a, b) => a - b);
  return `line${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`;
}
