import type { ChangedTeams } from '@teamnet/roster';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { addJsonOption, collect, workspaceAt } from '../options.js';
import { addMemberOptions, givenMembers, type MemberFlags } from './member-option.js';

interface Flags {
  giveExperimentsTo?: string[];
  experiment?: string;
  json?: boolean;
}

/** `teamnet team remove`: a student leaves the class. */
export function addTeamRemove(team: Command, context: Context): void {
  const command = team
    .command('remove')
    .description('A student leaves the class; runs, reports and discussions are kept.')
    .argument('<student>', 'id, e.g. s3-2')
    .addOption(giveOption());
  addJsonOption(command).action(async (student: string, flags: Flags) => {
    const { changeTeams } = await import('@teamnet/roster');
    const moves = [{ student, to: null }];
    tell(context, await changeTeams(workspaceAt(context.cwd), { moves, ...options(flags) }), flags);
  });
}

/** `teamnet team move`: students change team. */
export function addTeamMove(team: Command, context: Context): void {
  const command = team
    .command('move')
    .description('A student changes team; give more pairs to do several at once, e.g. a swap.')
    .argument('<student>', 'id, e.g. s3-2')
    .argument('<team>', 'e.g. team-5; the runs stay with the old team, the discussion is copied along')
    .argument('[more...]', 'further pairs of student and team')
    .addOption(giveOption())
    .addOption(experimentOption());
  addJsonOption(command).action(async (student: string, to: string, more: string[], flags: Flags) => {
    if (more.length % 2 > 0)
      throw new UsageError(
        `"${more.at(-1)}" is a student without a team.`,
        'Give pairs: teamnet team move s1-2 team-3 s3-4 team-1.',
      );
    const words = [student, to, ...more];
    const moves = words.flatMap((word, index) =>
      index % 2 === 0 ? [{ student: word, to: words[index + 1]! }] : [],
    );
    checkOne(flags, moves.length);
    const { changeTeams } = await import('@teamnet/roster');
    tell(context, await changeTeams(workspaceAt(context.cwd), { moves, ...options(flags) }), flags);
  });
}

/** `teamnet team add`: a new student joins a team of three. */
export function addTeamAdd(team: Command, context: Context): void {
  const command = team
    .command('add')
    .description('A new student joins a team of three, and gets an experiment.')
    .argument('<team>', 'e.g. team-5');
  addMemberOptions(command, 'e.g. "s5-4=Mina Lee"').addOption(experimentOption());
  addJsonOption(command).action(async (name: string, flags: MemberFlags & Flags) => {
    const members = givenMembers(flags);
    checkOne(flags, members.length);
    const { changeTeams } = await import('@teamnet/roster');
    const additions = [{ team: name, members }];
    tell(context, await changeTeams(workspaceAt(context.cwd), { additions, ...options(flags) }), flags);
  });
}

function giveOption(): Option {
  return new Option(
    '--give-experiments-to <ids>',
    'members who take over the experiments of those who go, with their runs',
  ).argParser(collect);
}

function experimentOption(): Option {
  return new Option(
    '--experiment <id>',
    'the experiment that the new member takes over (default: one that nobody has trained, else a new one)',
  );
}

function options({ giveExperimentsTo, experiment }: Flags): Omit<Flags, 'json'> {
  return {
    ...(giveExperimentsTo === undefined ? {} : { giveExperimentsTo }),
    ...(experiment === undefined ? {} : { experiment }),
  };
}

function checkOne({ experiment }: Flags, students: number): void {
  if (experiment !== undefined && students > 1)
    throw new UsageError(
      `--experiment ${experiment} can go to one student only.`,
      'Give one student, or leave --experiment out.',
    );
}

function tell(context: Context, changed: ChangedTeams, { json }: Flags): void {
  if (json) {
    context.printJson(changed);
    return;
  }
  for (const line of changed.changes) context.print(line);
  const filters = changed.teams.map(({ team }) => `--filter ${team}`).join(' ');
  context.note(`Make the reports again: npx turbo run report grade ${filters}`);
}
