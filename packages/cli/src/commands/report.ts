import { relative } from 'node:path';
import type { Language } from '@teamnet/records';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { findTeam } from '../find-team.js';
import { addJsonOption, addTeamOption, collect, workspaceAt } from '../options.js';

interface Flags {
  team?: string;
  student?: string[];
  language?: Language;
  json?: boolean;
}

/** `teamnet report`: one report a student, of the runs as they lie. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description("Write each student's report (Markdown and HTML) from the team's runs.")
    .option('--student <id>', 'this student only; repeatable', collect)
    .addOption(
      new Option('--language <language>', "of the reports (default: homework.json's)").choices(['en', 'ko']),
    );
  addJsonOption(addTeamOption(command)).action(async (flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const team = findTeam(workspace, context.cwd, flags.team);
    const { writeReports } = await import('@teamnet/reporter');
    const written = await writeReports(workspace, team, {
      ...(flags.student ? { students: flags.student } : {}),
      ...(flags.language ? { language: flags.language } : {}),
    });
    if (flags.json) context.printJson(written);
    else
      for (const { student, file, htmlFile, changed } of written)
        context.print(
          `${student}: ${relative(context.cwd, file)}, ${relative(context.cwd, htmlFile)}${changed ? '' : ' (unchanged)'}`,
        );
  });
}
