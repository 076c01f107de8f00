import { TeamsImpossibleError } from './errors.js';
import type { Student } from './read-class-list.js';
import { toTeamName } from './team-name.js';

/** Students that their wishes bind together, at most four. */
export interface WishedGroup {
  students: Student[];
  /** The team that one of them chose, as the class list writes it; null when none did. */
  label: string | null;
}

/**
 * Binds students together who chose the same team (column `team`) or of whom one wishes for the other (column `with`),
 * and those bound through a third. A wish counts even when it is not returned.
 * @param students in the order in which groups and their members are to come
 * @returns the groups of two or more, and those of one student who chose a team
 * @throws TeamsImpossibleError for a group of five or more, and for one whose students chose different teams
 */
export function groupWishes(
  students: readonly Student[],
  mates: ReadonlyMap<Student, readonly Student[]>,
): WishedGroup[] {
  const bound = new Map(students.map((student) => [student, new Set<Student>()]));
  const bind = (a: Student, b: Student) => {
    bound.get(a)!.add(b);
    bound.get(b)!.add(a);
  };
  const firstOf = new Map<string, Student>();
  for (const student of students) {
    for (const mate of mates.get(student) ?? []) bind(student, mate);
    if (student.wish === '') continue;
    const key = labelKey(student.wish);
    const first = firstOf.get(key);
    if (first) bind(student, first);
    else firstOf.set(key, student);
  }
  const placed = new Set<Student>();
  const groups: WishedGroup[] = [];
  for (const student of students) {
    if (placed.has(student)) continue;
    const together = reach(student, (from) => bound.get(from)!);
    for (const member of together) placed.add(member);
    const members = students.filter((member) => together.has(member));
    checkOneTeam(members, mates);
    checkSize(members, mates);
    const label = members.find(({ wish }) => wish !== '')?.wish ?? null;
    if (label !== null || members.length > 1) groups.push({ students: members, label });
  }
  return groups;
}

/** What makes two labels one team: "Team 3" and "3" do. */
export function labelKey(label: string): string {
  return toTeamName(label) ?? label.toLowerCase();
}

function reach(from: Student, next: (student: Student) => Iterable<Student>): Set<Student> {
  const reached = new Set([from]);
  for (const student of reached) for (const other of next(student)) reached.add(other);
  return reached;
}

function checkOneTeam(members: readonly Student[], mates: ReadonlyMap<Student, readonly Student[]>): void {
  const choosers = members.filter(({ wish }) => wish !== '');
  const [first] = choosers;
  if (!first || choosers.every(({ wish }) => labelKey(wish) === labelKey(first.wish))) return;
  // The nearest two: wishes from one team's student to another team's lead through students who chose none.
  for (const from of choosers) {
    const way = findWay(from, members, mates);
    if (!way) continue;
    const to = way.at(-1)!;
    const ways = way.slice(1).map((student, index) => sayWish(way[index]!, student, mates));
    throw new TeamsImpossibleError(
      `${at(from)} chose the team "${from.wish}" and ${at(to)} the team "${to.wish}", but wishes bind them together: ${ways.join('; ')}.`,
      `Take ${ways.length === 1 ? 'this wish' : 'one of these wishes'} out of the column "with", or let both choose one team.`,
    );
  }
}

function findWay(
  from: Student,
  members: readonly Student[],
  mates: ReadonlyMap<Student, readonly Student[]>,
): Student[] | null {
  const wish = (a: Student, b: Student) => mates.get(a)?.includes(b) || mates.get(b)?.includes(a);
  const ways: Student[][] = [[from]];
  const seen = new Set([from]);
  for (const way of ways)
    for (const next of members) {
      if (seen.has(next) || !wish(way.at(-1)!, next)) continue;
      seen.add(next);
      if (next.wish === '') ways.push([...way, next]);
      else if (labelKey(next.wish) !== labelKey(from.wish)) return [...way, next];
    }
  return null;
}

function checkSize(members: readonly Student[], mates: ReadonlyMap<Student, readonly Student[]>): void {
  const count = members.length;
  if (count <= 4) return;
  const [first] = members;
  if (
    first!.wish !== '' &&
    members.every(({ wish }) => wish !== '' && labelKey(wish) === labelKey(first!.wish))
  )
    throw new TeamsImpossibleError(
      `The team "${first!.wish}" has ${count} students (${list(members)}; lines ${lines(members)}); a team has 3 or 4.`,
      `Let ${count - 4} of them choose another team: change or empty the "team" column of their lines.`,
    );
  const wishing = members.filter((student) => mates.has(student));
  const choosers = members.filter(({ wish }) => wish !== '');
  const chose = choosers.length > 1 ? [`${list(choosers)} chose the team "${choosers[0]!.wish}"`] : [];
  const said = wishing.map((student) => `${at(student)} wishes for ${list(mates.get(student)!)}`);
  throw new TeamsImpossibleError(
    `Wishes bind ${count} students together, and a team has 3 or 4: ${[...chose, ...said].join('; ')}.`,
    `Take wishes out of the column "with" of the lines ${lines(wishing)} until at most four students are bound together.`,
  );
}

function sayWish(a: Student, b: Student, mates: ReadonlyMap<Student, readonly Student[]>): string {
  return mates.get(a)?.includes(b) ? `${at(a)} wishes for ${b.id}` : `${at(b)} wishes for ${a.id}`;
}

function at({ id, line }: Student): string {
  return `${id} (line ${line})`;
}

function lines(students: readonly Student[]): string {
  return students
    .map(({ line }) => line)
    .sort((a, b) => a - b)
    .join(', ');
}

/** Ids of students, for messages. */
export function list(students: readonly { id: string }[]): string {
  return students.map(({ id }) => id).join(', ');
}
