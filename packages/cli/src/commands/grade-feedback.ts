import { relative } from 'node:path';
import type { Language } from '@teamnet/records';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { addJsonOption, addTeamOption, collect, workspaceAt } from '../options.js';
import { withGroupFlags } from './grade-options.js';

interface Flags {
  team?: string;
  student?: string[];
  all?: boolean;
  language?: Language;
  json?: boolean;
}

/** `teamnet grade feedback`: a page for each student, from the grades as they lie. */
export function addGradeFeedback(grade: Command, context: Context): void {
  const command = grade
    .command('feedback')
    .description('Write a page for each student, grades/<student>/feedback.md and .html, from their grade.')
    .option('--student <id>', 'this student only; repeatable', collect)
    .option('--all', 'every team')
    .addOption(
      new Option('--language <language>', "default: that of the team's homework").choices(['en', 'ko']),
    );
  addJsonOption(addTeamOption(command)).action(async (_: unknown, own: Command) => {
    const flags = withGroupFlags<Flags>(own);
    const workspace = workspaceAt(context.cwd);
    const teams = flags.all ? workspace.teamNames() : [findTeam(workspace, context.cwd, flags.team)];
    const { writeFeedback } = await import('@teamnet/grader');
    const { written, problems } = writeFeedback(workspace, teams, {
      ...(flags.student ? { students: flags.student } : {}),
      ...(flags.language ? { language: flags.language } : {}),
    });
    if (flags.json) context.printJson({ written, problems });
    else
      for (const { files, changed } of written)
        context.print(`${relative(context.cwd, files[1]!)}${changed ? '' : ' (unchanged)'}`);
    for (const { student, why } of problems) context.note(`${student}: ${why}`);
    if (problems.length > 0)
      throw new CheckFailedError(
        `No feedback for ${problems.map(({ student }) => student).join(', ')}.`,
        'The lines above say why; run "teamnet grade" and then this again.',
      );
  });
}
