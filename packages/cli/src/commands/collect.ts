import { resolve } from 'node:path';
import { TeamnetError } from '@teamnet/records';
import type { CollectedRun, CollectedShare, PlaceOfRun } from '@teamnet/sharing';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { formatPercent } from '../format-percent.js';
import { addJsonOption, addTeamOption, workspaceAt } from '../options.js';
import { recordOutsideTurbo } from '../record-outside-turbo.js';

interface Flags {
  team?: string;
  replace?: boolean;
  json?: boolean;
}

/** `teamnet collect`: what team-mates shared, checked and put into its places. */
export function addCollect(program: Command, context: Context): void {
  const command = program
    .command('collect')
    .description(
      'Check files that team-mates made by "teamnet share" and put their runs into place: a file whole or not at all. Without a file: check what lies there, e.g. after "git pull".',
    )
    .argument('[file...]', 'e.g. team-3-s3-2.teamnet.zip')
    .option('--replace', 'also where another run of the same author is');
  addJsonOption(addTeamOption(command)).action(async (files: string[], flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const { collectShare, lookAtRuns } = await import('@teamnet/sharing');
    const { team, replace = false } = flags;
    if (files.length === 0) {
      const own = findTeam(workspace, context.cwd, team);
      const places = lookAtRuns(workspace, own);
      const found = places.map(({ experiment, dataset, id, startedAt }) => [
        experiment,
        dataset,
        id,
        startedAt,
      ]);
      recordOutsideTurbo(workspace.appFolder(own), 'looked-at', found);
      if (flags.json) context.printJson(places);
      else for (const place of places) context.print(describePlace(place));
      return;
    }
    const results: (CollectedShare | { file: string; error: object })[] = [];
    const errors: TeamnetError[] = [];
    for (const file of files)
      try {
        const collected = await collectShare(workspace, resolve(context.cwd, file), {
          replace,
          ...(team === undefined ? {} : { team }),
          // Before: who is killed in the midst of it shall find no older runs put back by turbo either.
          onPlacing: (into) =>
            recordOutsideTurbo(workspace.appFolder(into), 'collected', { file, at: Date.now() }),
        });
        results.push({ ...collected, file });
        if (!flags.json) print({ ...collected, file }, context);
      } catch (error) {
        // A broken file keeps no other one out.
        if (!(error instanceof TeamnetError)) throw error;
        const { code, message, remedy } = error;
        results.push({ file, error: { code, message, remedy } });
        errors.push(error);
      }
    if (flags.json) context.printJson(results);
    if (files.length > 1)
      for (const { message, remedy } of errors) context.note(`error: ${message}\n  → ${remedy}`);
    if (errors.length === 0) return;
    throw files.length === 1
      ? errors[0]!
      : new CheckFailedError(
          `${errors.length} of ${files.length} files did not go in.`,
          'Each is told above; the others are in.',
        );
  });
}

const WORDS: Record<CollectedRun['outcome'], string> = {
  new: 'new',
  'already-there': 'already there',
  completed: 'completed',
  replaced: 'replaced',
  withheld: 'withheld',
  kept: 'withheld; the earlier run stays',
};

function describePlace({ experiment, dataset, student, accuracy, weights, problem }: PlaceOfRun): string {
  const place = `${experiment} on ${dataset} (${student})`;
  if (accuracy === null) return `${place}: not shared: ${problem}`;
  const other = problem === null ? '' : `; ${problem}`;
  return `${place}: ${formatPercent(accuracy)}${weights ? '' : ', without weights'}${other}`;
}

function print({ file, team, student, runs, notShared }: CollectedShare, context: Context): void {
  context.print(`${file}: ${student} of ${team}`);
  for (const { experiment, dataset, outcome, accuracy, weights } of runs) {
    const result =
      accuracy === null ? '' : ` (${formatPercent(accuracy)}${weights ? '' : ', without weights'})`;
    context.print(`  ${WORDS[outcome]}: ${experiment} on ${dataset}${result}`);
  }
  for (const { experiment, dataset, detail } of notShared)
    context.note(`  not shared: ${experiment} on ${dataset}: ${detail}`);
}
