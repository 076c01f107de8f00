import { Command } from 'commander';
import { addCollect } from './commands/collect.js';
import { addCompare } from './commands/compare.js';
import { addData } from './commands/data.js';
import { addDoctor } from './commands/doctor.js';
import { addEvaluate } from './commands/evaluate.js';
import { addExport } from './commands/export.js';
import { addGrade } from './commands/grade.js';
import { addInspect } from './commands/inspect.js';
import { addPredict } from './commands/predict.js';
import { addReport } from './commands/report.js';
import { addShare } from './commands/share.js';
import { addSite } from './commands/site.js';
import { addSummary } from './commands/summary.js';
import { addTeam } from './commands/team.js';
import { addTrain } from './commands/train.js';
import type { Context } from './context.js';
import { readVersion } from './read-version.js';

/** Every command, in the order of the help text; a new one is a file in commands/ and a line here. */
const COMMANDS = [
  addDoctor,
  addData,
  addTrain,
  addEvaluate,
  addPredict,
  addInspect,
  addExport,
  addSummary,
  addReport,
  addCompare,
  addSite,
  addShare,
  addCollect,
  addGrade,
  addTeam,
];

/** The command line `teamnet`; parsing throws a CommanderError for wrong usage, help and version. */
export function createProgram(context: Context): Command {
  const program = new Command('teamnet')
    .description(
      'Team homework of a deep-learning course: one network, two data sets, a report of one’s own.',
    )
    .version(readVersion(), '--version')
    .addHelpText(
      'after',
      `
Everyday use, from the checkout's folder:
  npx turbo run train report grade --filter team-3    all experiments of team 3, reports, grades
  npx teamnet train --team team-3 --experiment baseline --profile quick
  npx teamnet doctor                                  what is set up, what is missing

Exit code: 0 fine, 1 the work failed or a check did not hold, 2 wrong usage, 130 ended by Ctrl-C.`,
    );
  for (const add of COMMANDS) add(program, context);
  for (const command of everyCommand(program)) prepare(command, context);
  return program;
}

function prepare(command: Command, context: Context): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.replace(/\n$/, '')),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(text),
    })
    .showHelpAfterError(`  → "${path(command)} --help" lists what there is.`);
  if (command.commands.length === 0) command.option('--debug', 'show the stack of an error');
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function path(command: Command): string {
  return command.parent ? `${path(command.parent)} ${command.name()}` : command.name();
}
