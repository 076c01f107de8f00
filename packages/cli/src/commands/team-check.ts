import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { addJsonOption, workspaceAt } from '../options.js';

/** `teamnet team check`: every file of teams/ and apps/. */
export function addTeamCheck(team: Command, context: Context): void {
  const command = team.command('check').description('Check every file of teams/ and apps/ at once.');
  addJsonOption(command).action(async (flags: { json?: boolean }) => {
    const workspace = workspaceAt(context.cwd);
    const { checkTeams } = await import('@teamnet/roster');
    const problems = checkTeams(workspace);
    const teams = workspace.teamNames();
    if (flags.json) context.printJson({ teams, problems });
    else {
      for (const { file, message, remedy } of problems) context.print(`${file}: ${message}\n  → ${remedy}`);
      if (problems.length === 0) context.print(`${teams.length} teams are fine: ${teams.join(', ')}.`);
    }
    if (problems.length > 0)
      throw new CheckFailedError(
        `${problems.length} problem${problems.length === 1 ? '' : 's'} in teams/ and apps/.`,
        'Mend them in the files named above.',
      );
  });
}
