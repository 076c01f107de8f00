import type { Language } from '@teamnet/records';
import type { WatchEvent } from '@teamnet/reporter';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { formatWatchEvent } from '../format-watch-event.js';
import { addJsonOption, addTeamOption, collect, workspaceAt } from '../options.js';
import { describeReport, reportEverybody } from '../report-everybody.js';

interface Flags {
  team?: string;
  student?: string[];
  all?: boolean;
  language?: Language;
  watch?: boolean;
  json?: boolean;
}

/** `teamnet report`: one report a student, of the runs as they lie. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description("Write each student's report (Markdown and HTML) from the team's runs.")
    .option('--student <id>', 'this student only; repeatable', collect)
    .option('--all', 'every team')
    .addOption(
      new Option('--language <language>', "of the reports (default: homework.json's)").choices(['en', 'ko']),
    )
    .addOption(
      new Option('--watch', 'write them again at each change, until Ctrl-C').conflicts(['json', 'all']),
    );
  addJsonOption(addTeamOption(command)).action(async (flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    if (flags.all) {
      if (flags.team || flags.student)
        throw new UsageError('--all is for everybody.', 'Leave --team and --student out, or --all.');
      await reportEverybody(workspace, flags, context);
      return;
    }
    const team = findTeam(workspace, context.cwd, flags.team);
    const { watchReports, writeReports } = await import('@teamnet/reporter');
    const options = {
      ...(flags.student ? { students: flags.student } : {}),
      ...(flags.language ? { language: flags.language } : {}),
    };
    if (flags.watch) {
      const signal = context.abortOnInterrupt('The watch has ended.');
      const onEvent = (event: WatchEvent) => context.print(formatWatchEvent(event, new Date()));
      return watchReports(workspace, team, { ...options, signal, onEvent });
    }
    const written = await writeReports(workspace, team, options);
    if (flags.json) context.printJson(written);
    else for (const report of written) context.print(describeReport(report, context));
  });
}
