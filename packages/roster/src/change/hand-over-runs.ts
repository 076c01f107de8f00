import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allRepeats,
  type Homework,
  LockHeld,
  ProcessLock,
  readRunIfValid,
  readSharingNote,
  runLockFile,
  SHARING_FILE,
  studentText,
  toJson,
  type Workspace,
} from '@teamnet/records';
import { TeamChangeError } from '../errors.js';

/** A file to be written, relative to the checkout. */
export interface NewFile {
  place: string;
  content: string | Uint8Array;
}

/**
 * What the runs of experiments that went to another member must say, so that they still count as shared: run.json and
 * a note of weights kept back name the member that homework.json names. As the trainer does when it meets a finished
 * run of another member; who did it is not part of a run's id. Broken runs and runs of somebody else are left alone.
 * @param locks the runs' locks are put here, before anything is read; the caller gives them back
 * @throws TeamChangeError when one is being trained or replaced just now
 */
export function handOverRuns(
  workspace: Workspace,
  before: Homework,
  after: Homework,
  locks: Disposable[],
): NewFile[] {
  const { team } = before;
  const owner = new Map([...before.experiments, ...allRepeats(before)].map(({ id, by }) => [id, by]));
  return [...after.experiments, ...allRepeats(after)]
    .filter(({ id, by }) => owner.has(id) && owner.get(id) !== by)
    .flatMap(({ id, by }) =>
      after.datasets.flatMap((dataset): NewFile[] => {
        const folder = workspace.runFolder(team, id, dataset);
        if (!existsSync(folder)) return [];
        const lock = ProcessLock.take(runLockFile(folder));
        if (lock instanceof LockHeld)
          throw new TeamChangeError(
            `${team}: ${id} on ${dataset} is in use by ${lock.holder}.`,
            'Wait until its training is done, then run the same command again. Nothing was changed.',
          );
        locks.push(lock);
        const run = readRunIfValid(workspace.runFile(team, id, dataset));
        if (run?.team !== team || run.student !== owner.get(id)) return [];
        const place = join('apps', team, 'runs', id, dataset);
        const note = readSharingNote(folder, run.student);
        return [
          { place: join(place, 'run.json'), content: toJson({ ...run, student: by }) },
          ...(note ? [{ place: join(place, SHARING_FILE), content: toJson({ ...note, student: by }) }] : []),
        ];
      }),
    );
}

/** What a student who changed team wrote into their discussion, where the new team has none of theirs yet. */
export function copiedDiscussion(workspace: Workspace, student: string, from: string, to: string): NewFile[] {
  const file = workspace.discussionFile(from, student);
  if (!existsSync(file) || existsSync(workspace.discussionFile(to, student))) return [];
  const content = readFileSync(file);
  // The untouched template: the new team's report makes one in its own language.
  if (studentText(content.toString('utf8')) === '') return [];
  return [{ place: join('apps', to, 'discussion', `${student}.md`), content }];
}
