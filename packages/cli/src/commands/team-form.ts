import { readFileSync } from 'node:fs';
import { toJson, writeWhole } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { addJsonOption, wholeNumber } from '../options.js';

interface Flags {
  seed: number;
  out?: string;
  json?: boolean;
}

/** `teamnet team form`: teams of 3 or 4 from a class list. */
export function addTeamForm(team: Command, context: Context): void {
  const command = team
    .command('form')
    .description('Form teams of 3 or 4 from a class list; who chose a team stays together.')
    .argument('<class.csv>', 'columns id,name,team; team may be empty')
    .option('--seed <number>', 'decides the lot; the same seed gives the same teams', wholeNumber(0), 1)
    .option('--out <file.json>', 'write the teams into this file as well');
  addJsonOption(command).action(async (csvFile: string, flags: Flags) => {
    const { formTeams } = await import('@teamnet/roster');
    const { teams, explanations } = formTeams(readText(csvFile), { seed: flags.seed });
    if (flags.out !== undefined) writeWhole(flags.out, toJson({ teams }));
    if (flags.json) {
      context.printJson({ teams, explanations });
      return;
    }
    for (const { team: name, members } of teams)
      context.print(`${name}: ${members.map((member) => `${member.name} (${member.id})`).join(', ')}`);
    for (const line of explanations) context.note(line);
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `The class list ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Give the path of a CSV file with the columns id,name,team.',
    );
  }
}
