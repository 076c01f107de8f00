import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { toJson, writeWhole } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { addJsonOption, wholeNumber, workspaceAt } from '../options.js';

interface Flags {
  seed: number;
  out?: string;
  write?: boolean;
  json?: boolean;
}

/** `teamnet team form`: teams of 3 or 4 from a class list. */
export function addTeamForm(team: Command, context: Context): void {
  const command = team
    .command('form')
    .description('Form teams of 3 or 4 from a class list; who chose a team or each other stays together.')
    .argument(
      '<class.csv>',
      'columns id,name and, where wanted, team (chosen), with (wished team-mates), private (yes or no)',
    )
    .option('--seed <number>', 'decides the lot; the same seed gives the same teams', wholeNumber(0), 1)
    .option('--write', 'make teams/<team>.json and apps/<team> of all of them, or of none')
    .option('--out <file.json>', 'write the teams into this file as well');
  addJsonOption(command).action(async (csvFile: string, flags: Flags) => {
    const { formTeams, newTeams } = await import('@teamnet/roster');
    const { teams, explanations } = formTeams(readBytes(csvFile), { seed: flags.seed });
    const files = flags.write ? await newTeams(workspaceAt(context.cwd), teams) : undefined;
    if (flags.out !== undefined) writeWhole(flags.out, toJson({ teams }));
    if (flags.json) {
      context.printJson({ teams, explanations, ...(files ? { files } : {}) });
      return;
    }
    for (const { team: name, members } of teams)
      context.print(`${name}: ${members.map((member) => `${member.name} (${member.id})`).join(', ')}`);
    for (const line of explanations) context.note(line);
    for (const file of files ?? []) context.print(relative(context.cwd, file));
    context.note(
      files
        ? 'Run "npm install" once, so that turbo knows the new teams.'
        : 'Nothing is written yet: --write makes teams/ and apps/ of these teams.',
    );
  });
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(
      `The class list ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Give the path of a CSV file with the columns id,name,team.',
    );
  }
}
