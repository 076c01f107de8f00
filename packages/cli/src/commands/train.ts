import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { findTeam } from '../find-team.js';
import { formatPercent } from '../format-percent.js';
import {
  addDataOptions,
  addEngineOption,
  addJsonOption,
  addSkipBrokenOption,
  addTeamOption,
  collect,
  type DataFlags,
  dataOptions,
  type EngineFlags,
  engineOption,
  workspaceAt,
} from '../options.js';
import { recordOutsideTurbo } from '../record-outside-turbo.js';

interface Flags extends DataFlags, EngineFlags {
  team?: string;
  profile: string;
  experiment?: string[];
  dataset?: string[];
  student?: string;
  engineMode?: 'compiled' | 'eager';
  force?: boolean;
  json?: boolean;
}

/** `teamnet train`: the team's experiments that are not up to date. */
export function addTrain(program: Command, context: Context): void {
  const command = program
    .command('train')
    .description("Train the team's experiments on each data set; runs that are up to date are skipped.")
    .addOption(
      new Option('--profile <name>', "full, or one of homework.json's profiles, e.g. quick")
        .env('TEAMNET_PROFILE')
        .default('full'),
    )
    .option('--experiment <id>', 'this experiment only, with its repeats; repeatable', collect)
    .option('--dataset <name...>', "these of homework.json's data sets only")
    .option('--student <id>', "this member's experiments only")
    .option('--force', 'train again though it is up to date, collected from a team-mate or withheld')
    .addOption(
      new Option('--engine-mode <mode>', 'how a step runs')
        .choices(['compiled', 'eager'])
        .env('TEAMNET_ENGINE_MODE'),
    );
  addJsonOption(addDataOptions(addSkipBrokenOption(addEngineOption(addTeamOption(command))))).action(
    async (flags: Flags) => {
      const workspace = workspaceAt(context.cwd);
      const team = findTeam(workspace, context.cwd, flags.team);
      const { TerminalProgress, trainTeam } = await import('@teamnet/trainer');
      using progress = new TerminalProgress(context.stderr);
      const runs = await trainTeam(workspace, team, {
        profile: flags.profile,
        ...(flags.experiment ? { experiments: flags.experiment } : {}),
        ...(flags.dataset ? { datasets: flags.dataset } : {}),
        ...(flags.student === undefined ? {} : { student: flags.student }),
        ...engineOption(flags),
        ...(flags.engineMode === undefined ? {} : { engineMode: flags.engineMode }),
        ...(flags.force === undefined ? {} : { force: flags.force }),
        data: dataOptions(flags),
        signal: context.abortOnInterrupt(),
        onEvent: progress.onEvent,
      });
      if (runs.some(({ trained }) => trained))
        recordOutsideTurbo(
          workspace.appFolder(team),
          'trained',
          runs.map(({ experiment, dataset, run }) => [experiment, dataset, run.id, run.timing.startedAt]),
        );
      const already = runs.filter(({ trained }) => !trained).length;
      if (flags.json)
        context.printJson(runs.map(({ run, ...place }) => ({ ...place, id: run.id, test: run.test })));
      else
        for (const { experiment, dataset, run } of runs)
          context.print(`${experiment} on ${dataset}: test accuracy ${formatPercent(run.test.accuracy)}`);
      const trained = runs.length - already;
      const were = already === 1 ? 'was' : 'were';
      context.note(
        trained === 0
          ? `${already} ${already === 1 ? 'run' : 'runs'} ${were} up to date; nothing was trained.`
          : `${trained} ${trained === 1 ? 'run' : 'runs'} trained, ${already} ${were} up to date.`,
      );
    },
  );
}
