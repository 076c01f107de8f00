import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDivergence } from './divergence.js';
import { TeamnetError } from './errors.js';
import { allRepeats } from './expand/repeats-of.js';
import type { Experiment, Homework } from './homework.js';
import { readRun } from './read-record.js';
import type { Run } from './run.js';
import { readSharingNote } from './sharing-note.js';
import type { Workspace } from './workspace.js';

/** The place of one run in the team's table: the run where it is shared, else the reason why it is not. */
export interface TeamRun {
  experiment: Experiment;
  dataset: string;
  /** null = not shared */
  run: Run | null;
  /** Absolute folder where the run lies or should lie. */
  folder: string;
  /** Why it is not shared, one sentence; null when it is. */
  reason: string | null;
  /** Files of a shared run that its author kept back (sharing.json): weights; absent when there are none. */
  leftOut?: string[];
}

/** Length and sha256 of a file; null where there is none, or a folder. */
export type HashOf = (file: string) => { bytes: number; sha256: string } | null;

/**
 * All runs that a homework asks for, experiment by experiment, data set by data set. A run counts as shared
 * when its run.json is there and valid, says the experiment, data set and team of its place, and each file
 * that it lists has the size and sha256 it lists, but for weights that its author kept back. Never throws for a bad run: that costs nobody else anything.
 * @param options.hashOf in place of reading each file, for who remembers hashes
 */
export function readTeamRuns(
  workspace: Workspace,
  homework: Homework,
  { hashOf = hashFile }: { hashOf?: HashOf } = {},
): TeamRun[] {
  return homework.experiments.flatMap((experiment) =>
    homework.datasets.map((dataset): TeamRun => {
      const file = workspace.runFile(homework.team, experiment.id, dataset);
      const place = { experiment, dataset, folder: dirname(file) };
      if (!existsSync(file)) return { ...place, run: null, reason: whyNoRun(place.folder, experiment.by) };
      try {
        const run = readRun(file);
        const leftOut = missingByNote(run, place.folder);
        const reason =
          findMismatch(run, homework.team, experiment, dataset) ??
          findBrokenFile(run, place.folder, leftOut, hashOf);
        if (reason) return { ...place, run: null, reason };
        return { ...place, run, reason: null, ...(leftOut.length > 0 ? { leftOut } : {}) };
      } catch (error) {
        if (!(error instanceof TeamnetError)) throw error;
        return {
          ...place,
          run: null,
          reason: error.message.replaceAll(workspace.root, '').replace(/^[\\/]+/, ''),
        };
      }
    }),
  );
}

/** The same of the repeats that `"seeds"` asks for; empty without them. */
export function readRepeatRuns(workspace: Workspace, homework: Homework): TeamRun[] {
  return readTeamRuns(workspace, { ...homework, experiments: allRepeats(homework) });
}

function whyNoRun(folder: string, student: string): string {
  if (readSharingNote(folder, student)?.withheld) return 'It is withheld by its author.';
  const diverged = readDivergence(folder);
  if (!diverged) return 'There is no run.json.';
  const { loss, epoch, learningRate } = diverged;
  return `Its training diverged: the loss became ${loss} in epoch ${epoch} at a learning rate of ${learningRate}, which is probably too high.`;
}

function findMismatch(run: Run, team: string, experiment: Experiment, dataset: string): string | null {
  const expected = { team, experiment: experiment.id, student: experiment.by };
  for (const [key, value] of Object.entries(expected)) {
    const actual = run[key as keyof typeof expected];
    if (actual !== value) return `Its run.json says ${key} "${actual}" where homework.json says "${value}".`;
  }
  if (run.dataset.name !== dataset) return `Its run.json is of the data set "${run.dataset.name}".`;
  return null;
}

/** Weights that the author's note says are kept back, and that are not there indeed. */
function missingByNote(run: Run, folder: string): string[] {
  const kept = readSharingNote(folder, run.student)?.leftOut ?? [];
  return run.files
    .map(({ path }) => path)
    .filter((path) => kept.includes(path) && !existsSync(join(folder, path)));
}

function findBrokenFile(run: Run, folder: string, leftOut: readonly string[], hashOf: HashOf): string | null {
  for (const { path, bytes, sha256 } of run.files) {
    if (leftOut.includes(path)) continue;
    const found = hashOf(join(folder, path));
    if (found === null) return `Its file ${path} is missing.`;
    if (found.bytes !== bytes || found.sha256 !== sha256)
      return `Its file ${path} is not the one that run.json lists (sha256).`;
  }
  return null;
}

function hashFile(file: string): ReturnType<HashOf> {
  // A folder of that name would make readFileSync throw, and with it everybody's report.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const content = readFileSync(file);
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
