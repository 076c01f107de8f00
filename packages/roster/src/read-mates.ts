import { TeamsImpossibleError } from './errors.js';
import type { Student } from './read-class-list.js';

/**
 * The team-mates that each student wishes for (column `with`): ids or names, separated by `;`, `/`, `|`, a line break
 * or a comma. A name that holds such a sign itself is found as well.
 * @returns for each student with wishes the students wished for, each once
 * @throws TeamsImpossibleError for a wish for oneself, for nobody in the list, or for a name that two students have
 */
export function readMates(students: readonly Student[]): Map<Student, Student[]> {
  const find = finder(students);
  const wishes = new Map<Student, Student[]>();
  for (const student of [...students].sort((a, b) => a.line - b.line)) {
    if (student.mates === '') continue;
    const mates = new Set<Student>();
    for (const words of split(student.mates, (text) => find(text).length > 0)) {
      const found = find(words);
      if (found.length !== 1) throw unclear(student, words, found, students);
      if (found[0] === student) throw forHerself(student, words);
      mates.add(found[0]!);
    }
    if (mates.size > 0) wishes.set(student, [...mates]);
  }
  return wishes;
}

/** By id, else by name; letters' case and the number of blanks do not count. */
function finder(students: readonly Student[]): (words: string) => Student[] {
  const byId = new Map(students.map((student) => [student.id.toLowerCase(), student]));
  const byName = new Map<string, Student[]>();
  for (const student of students) {
    const key = student.name.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), student]);
  }
  return (words) => {
    const key = words.replace(/\s+/g, ' ').toLowerCase();
    const withId = byId.get(key);
    return withId ? [withId] : (byName.get(key) ?? []);
  };
}

/** At each place the longest words that name somebody, so that "Weber, Jonas, s4" is two wishes. */
function split(text: string, isSomebody: (words: string) => boolean): string[] {
  const pieces = text.split(/([;/|,\n\r])/);
  const wishes: string[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = pieces.length;
    while (to > from + 1 && !isSomebody(pieces.slice(from, to).join('').trim())) to -= 2;
    const words = pieces.slice(from, to).join('').trim();
    if (words !== '') wishes.push(words);
    from = to + 1;
  }
  return wishes;
}

function forHerself({ id, line }: Student, words: string): TeamsImpossibleError {
  return new TeamsImpossibleError(
    `Line ${line}: ${id} wishes to be with "${words}", which is the student's own ${words.toLowerCase() === id.toLowerCase() ? 'id' : 'name'}.`,
    `Take it out of the column "with" of line ${line}.`,
  );
}

function unclear(
  { id, line }: Student,
  words: string,
  found: readonly Student[],
  students: readonly Student[],
): TeamsImpossibleError {
  if (found.length > 1)
    return new TeamsImpossibleError(
      `Line ${line}: ${id} wishes to be with "${words}", and ${found.length} students have this name (${found.map((other) => `${other.id} in line ${other.line}`).join(', ')}).`,
      `Write the id in the column "with" of line ${line}.`,
    );
  const short = words.replace(/\s/g, '').toLowerCase();
  const close = students.find(({ name }) => {
    const other = name.replace(/\s/g, '').toLowerCase();
    return other.includes(short) || short.includes(other);
  });
  return new TeamsImpossibleError(
    `Line ${line}: ${id} wishes to be with "${words}", who is not in the class list.`,
    close
      ? `Write the id or the whole name; perhaps ${close.id} (${close.name}, line ${close.line}) is meant.`
      : `Correct the column "with" of line ${line} to an id or a name of the list, or take the wish out.`,
  );
}
