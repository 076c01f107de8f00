import { relative } from 'node:path';
import type { Member } from '@teamnet/records';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.js';
import { addJsonOption, workspaceAt } from '../options.js';

/** `teamnet team new`: a team file and an app with four experiments. */
export function addTeamNew(team: Command, context: Context): void {
  const command = team
    .command('new')
    .description('Make a new team: teams/<team>.json and apps/<team> with four experiments.')
    .argument('<team>', 'lower-case letters, digits and "-", e.g. team-9')
    .requiredOption('--member <id=name>', 'a member; three or four times', collectMember);
  addJsonOption(command).action(async (name: string, flags: { member: Member[]; json?: boolean }) => {
    const { newTeam } = await import('@teamnet/roster');
    const files = newTeam(workspaceAt(context.cwd), name, flags.member);
    if (flags.json) context.printJson({ team: name, files });
    else for (const file of files) context.print(relative(context.cwd, file));
    context.note('Run "npm install" once, so that turbo knows the new team.');
  });
}

function collectMember(text: string, before: Member[] = []): Member[] {
  const [, id, name] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (id === undefined || name === undefined)
    throw new InvalidArgumentError('Write it as id=name, e.g. "s9-1=Mina Lee".');
  return [...before, { id: id.trim(), name: name.trim() }];
}
