import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { findTeam } from '../find-team.js';
import { addJsonOption, addTeamOption, collect, workspaceAt } from '../options.js';

interface Flags {
  team?: string;
  student?: string;
  experiment?: string[];
  without?: string[];
  weights: boolean;
  out?: string;
  json?: boolean;
}

/** `teamnet share`: a member's runs in one file, for the team-mates. */
export function addShare(program: Command, context: Context): void {
  const command = program
    .command('share')
    .description(
      'Pack your runs into one file for your team-mates, who "teamnet collect" it. Your discussion stays at home.',
    )
    .option('--student <id>', 'whose runs (default: the only member who has some here)')
    .option('--experiment <id>', 'this experiment only; repeatable', collect)
    .option('--without <experiment>', 'withhold it: reports say so; repeatable', collect)
    .option('--weights', 'with the trained weights (default)')
    .option('--no-weights', 'without them: a smaller file, but nobody can evaluate or predict with the runs')
    .option('--out <file>', 'file or folder to write (default: TEAM-STUDENT.teamnet.zip here)');
  addJsonOption(addTeamOption(command)).action(async (flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const team = findTeam(workspace, context.cwd, flags.team);
    const { shareRuns } = await import('@teamnet/sharing');
    const { file, bytes, share } = shareRuns(workspace, team, {
      ...(flags.student === undefined ? {} : { student: flags.student }),
      ...(flags.experiment ? { experiments: flags.experiment } : {}),
      ...(flags.without ? { without: flags.without } : {}),
      weights: flags.weights ?? true,
      out: resolve(context.cwd, flags.out ?? '.'),
    });
    if (flags.json) {
      context.printJson({ file, bytes, ...share });
      return;
    }
    const count = `${share.runs.length} run${share.runs.length === 1 ? '' : 's'}`;
    context.print(
      `${relative(context.cwd, file)}: ${count} of ${share.student}, ${(bytes / 1e6).toFixed(1)} MB`,
    );
    for (const { experiment, dataset, leftOut } of share.runs)
      context.print(`  ${experiment} on ${dataset}${leftOut.length > 0 ? ', without weights' : ''}`);
    for (const { experiment, dataset, detail } of share.notShared)
      context.note(`not in it: ${experiment} on ${dataset}: ${detail}`);
  });
}
