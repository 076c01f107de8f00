import type { Grade } from '@teamnet/records';
import type { Context } from './context.js';

/** A grade for people: what is not ok, on what it rests, and what to do. */
export function printGrade(grade: Grade, context: Context): void {
  context.print(`${grade.student}: ${summarize(grade)}`);
  for (const { id, state, evidence, hint, review, pairs, mark } of grade.items) {
    if (state === 'ok' && !review && !mark) continue;
    context.print(`  ${(review && state === 'ok' ? 'look at' : state).padEnd(10)} ${id}: ${evidence}`);
    for (const pair of pairs ?? []) {
      context.print(`             ${pair.place}: "${pair.sentence}"`);
      context.print(`             ${pair.otherPlace}: "${pair.otherSentence}"`);
    }
    if (hint) context.print(`             → ${hint}`);
    if (mark)
      context.print(
        `             marked: ${[mark.points, mark.comment].filter((part) => part !== undefined).join(', ')}`,
      );
  }
  for (const { id, points, possible, comment } of grade.manual)
    context.print(
      `  ${points === null ? 'not marked' : 'marked    '} ${id}: ${points ?? '–'} of ${possible}${comment ? `, ${comment}` : ''}`,
    );
  if (grade.comment) context.print(`  comment    ${grade.comment}`);
  for (const line of [grade.problem ?? [], grade.notes ?? []].flat())
    context.note(`  ${grade.student}: ${line}`);
}

/** `20 of 22 items`, and the points where they say something else. */
export function summarize({ ok, total, points, possible, pending }: Grade): string {
  const same = points === ok && possible === total && pending.length === 0;
  return `${ok} of ${total} items${same ? '' : `, ${points} of ${possible} points`}`;
}
