import type { Student } from './read-class-list.js';
import { list, type WishedGroup } from './wished-groups.js';

/** Who came into a team in which way. */
interface FilledTeam {
  team: string;
  chosenBy: WishedGroup | null;
  /** Groups bound by wishes that chose no team. */
  bound: readonly Student[][];
  lot: readonly Student[];
}

/** One sentence of why a team is as it is; it does not depend on the order of the class list's lines. */
export function explainTeam(
  { team, chosenBy, bound, lot }: FilledTeam,
  mates: ReadonlyMap<Student, readonly Student[]>,
  seed: number,
): string {
  const parts: string[] = [];
  if (chosenBy) {
    const choosers = chosenBy.students.filter(({ wish }) => wish !== '');
    parts.push(`${list(choosers)} chose it`, ...sayWishes(chosenBy.students, mates));
  }
  for (const group of bound) parts.push(`${list(group)} stay together`, ...sayWishes(group, mates));
  if (lot.length > 0)
    parts.push(`${list(lot)} ${lot.length === 1 ? 'was' : 'were'} drawn by lot (seed ${seed})`);
  if (bound.length + (chosenBy ? 1 : 0) > 1) parts.push('that these groups share a team is by lot');
  const label = !chosenBy || chosenBy.label === team ? '' : ` ("${chosenBy.label}" in the class list)`;
  return `${team}${label}: ${parts.join('; ')}.`;
}

/** Each wish once; one that is not returned counts all the same, and is named so. */
function sayWishes(group: readonly Student[], mates: ReadonlyMap<Student, readonly Student[]>): string[] {
  return group.flatMap((student) =>
    (mates.get(student) ?? []).flatMap((mate) => {
      const returned = mates.get(mate)?.includes(student) ?? false;
      if (!returned) return [`${student.id} wished for ${mate.id} (not returned, but it counts)`];
      return student.id < mate.id ? [`${student.id} and ${mate.id} wished for each other`] : [];
    }),
  );
}
