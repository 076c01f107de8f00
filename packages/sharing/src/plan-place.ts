import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type Run, readRunIfValid, readSharingNote, type ShareRun } from '@teamnet/records';
import type { Fault } from './check-shared-run.js';

/** What happens to one run of a file. */
export type Outcome = 'new' | 'already-there' | 'completed' | 'replaced' | 'withheld' | 'kept';

/**
 * What a shared run does to its place: new; already there; completed (the same run, whose weights were not there, whose
 * files were broken, or whose question has changed since); replaced, where asked for.
 * @param content of its run.json
 * @param isWhole whether the run in its place has all its files
 */
export function planPlace(
  folder: string,
  { leftOut }: ShareRun,
  content: Buffer,
  run: Run,
  isWhole: boolean,
  replace: boolean,
): Outcome | Fault {
  const file = join(folder, 'run.json');
  const name = `${run.experiment} on ${run.dataset.name}`;
  if (!existsSync(file)) {
    if (replace || !existsSync(join(folder, 'checkpoint'))) return 'new';
    return {
      problem: `${name}: an unfinished training lies in its place.`,
      remedy: 'Finish it, or add --replace to give it up.',
    };
  }
  const isEqual = readFileSync(file).equals(content);
  const there = readRunIfValid(file);
  if (isEqual || (there && isSameRun(there, run))) {
    const lacking = readSharingNote(folder, run.student)?.leftOut?.some(
      (path) => !existsSync(join(folder, path)),
    );
    const brings = leftOut.length === 0;
    return isEqual && isWhole && !(lacking && brings) ? 'already-there' : 'completed';
  }
  if (there && there.student !== run.student)
    return {
      problem: `${name}: a run by "${there.student}" lies in its place, and a member's run is never overwritten by another's.`,
      remedy: `Move ${folder} away if it is not wanted any more.`,
    };
  if (replace) return 'replaced';
  return {
    problem: there
      ? `${name}: another run of theirs lies in its place (id ${there.id}, of ${there.timing.startedAt}).`
      : `${name}: a broken run lies in its place.`,
    remedy: 'Add --replace to put the shared one there. Nothing of the file went in.',
  };
}

/** Question and profile's name are written anew without training. */
function isSameRun(there: Run, { question, profile, ...run }: Run): boolean {
  return canonicalJson({ ...there, question, profile }) === canonicalJson({ ...run, question, profile });
}

/** Withholding takes nothing away that is there. */
export function planWithheld(folder: string): Outcome {
  if (readSharingNote(folder, null)?.withheld && !existsSync(join(folder, 'run.json')))
    return 'already-there';
  const there = existsSync(folder) && readdirSync(folder).length > 0;
  return there ? 'kept' : 'withheld';
}
