import { writeWhole } from '@teamnet/records';
import type { ComparisonFormat } from '@teamnet/reporter';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { findTeam } from '../find-team.js';
import { addTeamOption, workspaceAt } from '../options.js';

interface Flags {
  team?: string;
  all?: boolean;
  format: ComparisonFormat;
  json?: boolean;
  out?: string;
}

/** `teamnet compare`: the runs of one or several teams beside each other. */
export function addCompare(program: Command, context: Context): void {
  const command = program
    .command('compare')
    .description('Put the runs of one or several teams beside each other.')
    .argument('[teams...]', 'e.g. team-3 team-5 (default: --team, or the app folder you are in)')
    .option('--all', 'every team of the class')
    .addOption(
      new Option('--format <format>', 'of the table')
        .choices(['markdown', 'csv', 'json', 'html'])
        .default('markdown'),
    )
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it into this file');
  addTeamOption(command).action(async (given: string[], flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const teams = flags.all
      ? workspace.teamNames()
      : given.length > 0
        ? given
        : [findTeam(workspace, context.cwd, flags.team)];
    const { compareTeams, renderComparison } = await import('@teamnet/reporter');
    const text = renderComparison(await compareTeams(workspace, teams), flags.json ? 'json' : flags.format);
    if (flags.out === undefined) context.print(text.trimEnd());
    else {
      writeWhole(flags.out, text);
      context.note(`comparison: ${flags.out}`);
    }
  });
}
