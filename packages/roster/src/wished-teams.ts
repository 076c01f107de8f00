import { TeamsImpossibleError } from './errors.js';
import type { Student } from './read-class-list.js';

/** A team that students chose themselves. */
export interface WishedTeam {
  /** Name for files, e.g. `team-2`. */
  team: string;
  /** As the class list writes it. */
  label: string;
  students: Student[];
}

/**
 * Groups the students who chose a team. A label that can name a folder keeps its words ("Team 3" and "3" are
 * `team-3`); another one, e.g. "나비", gets the next free number.
 * @throws TeamsImpossibleError for a team of five or more
 */
export function groupWishes(students: readonly Student[]): WishedTeam[] {
  const groups = new Map<string, WishedTeam>();
  for (const student of students) {
    if (student.wish === '') continue;
    const key = toTeamName(student.wish) ?? student.wish.toLowerCase();
    const group = groups.get(key) ?? { team: key, label: student.wish, students: [] };
    group.students.push(student);
    groups.set(key, group);
  }
  const wished = [...groups.values()];
  for (const { label, students: members } of wished)
    if (members.length > 4)
      throw new TeamsImpossibleError(
        `The team "${label}" has ${members.length} students (${list(members)}); a team has 3 or 4.`,
        `Let ${members.length - 4} of them choose another team: change or empty the "team" column of their lines.`,
      );
  const taken = new Set(wished.map(({ team }) => team));
  for (const group of wished)
    if (toTeamName(group.label) === null) {
      group.team = nextFreeName(taken);
      taken.add(group.team);
    }
  return wished;
}

/** The first of team-1, team-2, … that is not taken. */
export function nextFreeName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) if (!taken.has(`team-${number}`)) return `team-${number}`;
}

/** Ids of students, for messages. */
export function list(students: readonly { id: string }[]): string {
  return students.map(({ id }) => id).join(', ');
}

function toTeamName(label: string): string | null {
  const name = label.toLowerCase().replace(/[\s_]+/g, '-');
  if (/^\d+$/.test(name)) return `team-${Number(name)}`;
  const numbered = /^team-?(\d+)$/.exec(name);
  if (numbered) return `team-${Number(numbered[1])}`;
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(name) ? name : null;
}
