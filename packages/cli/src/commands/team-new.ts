import { relative } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addJsonOption, workspaceAt } from '../options.js';
import { addMemberOptions, givenMembers, type MemberFlags } from './member-option.js';

/** `teamnet team new`: a team file and an app with four experiments. */
export function addTeamNew(team: Command, context: Context): void {
  const command = team
    .command('new')
    .description('Make a new team: teams/<team>.json and apps/<team> with four experiments.')
    .argument('<team>', 'lower-case letters, digits and "-", e.g. team-9');
  addMemberOptions(command, 'three or four times');
  addJsonOption(command).action(async (name: string, flags: MemberFlags & { json?: boolean }) => {
    const { newTeam } = await import('@teamnet/roster');
    const files = await newTeam(workspaceAt(context.cwd), name, givenMembers(flags));
    if (flags.json) context.printJson({ team: name, files });
    else for (const file of files) context.print(relative(context.cwd, file));
    context.note('Run "npm install" once, so that turbo knows the new team.');
  });
}
