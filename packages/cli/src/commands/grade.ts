import type { Grade } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { findTeam } from '../find-team.js';
import {
  addDataOptions,
  addEngineOption,
  addJsonOption,
  addTeamOption,
  collect,
  type DataFlags,
  type EngineFlags,
  workspaceAt,
} from '../options.js';
import { verifyHandIns } from '../verify-hand-ins.js';
import { addGradeMark } from './grade-mark.js';
import { addRubricOption } from './grade-options.js';

interface Flags extends DataFlags, EngineFlags {
  team?: string;
  student?: string[];
  check?: boolean;
  verify?: boolean;
  rerun?: boolean;
  all?: boolean;
  rubric?: string;
  json?: boolean;
}

/** What can be done with grades; each takes grade's own options before or after its name. */
const SUBCOMMANDS = [addGradeMark];

/** `teamnet grade`: each required item is there or it is not. */
export function addGrade(program: Command, context: Context): void {
  const command = program
    .command('grade')
    .description('Check what each student hands in, item by item, and write grades/<student>/grade.json.')
    .option('--student <id>', 'this student only; repeatable', collect)
    .option('--check', 'exit with 1 unless every item of every student is ok')
    .option('--verify', 'look for what cannot be as run.json and the reports say, instead of grading')
    .option('--rerun', 'with --verify: evaluate the saved weights again on the test images as well')
    .option('--all', 'with --verify: every team, against each other');
  // Also where a subcommand follows: it has no --debug of its own then.
  command.enablePositionalOptions().option('--debug', 'show the stack of an error');
  addRubricOption(addJsonOption(addEngineOption(addDataOptions(addTeamOption(command))))).action(
    async (flags: Flags) => {
      const workspace = workspaceAt(context.cwd);
      if (flags.verify || flags.rerun) {
        const teams = flags.all ? workspace.teamNames() : [findTeam(workspace, context.cwd, flags.team)];
        await verifyHandIns(workspace, teams, flags, context);
        return;
      }
      const team = findTeam(workspace, context.cwd, flags.team);
      const { gradeTeam, openRubric, writeGrades } = await import('@teamnet/grader');
      const rubric = openRubric(workspace, flags.rubric);
      const grades = gradeTeam(workspace, team, {
        rubric,
        ...(flags.student ? { students: flags.student } : {}),
      });
      writeGrades(workspace, grades);
      if (flags.json) context.printJson(grades);
      else for (const grade of grades) printGrade(grade, context);
      const short = grades.filter(({ ok, total }) => ok < total).map(({ student }) => student);
      if (flags.check && short.length > 0)
        throw new CheckFailedError(
          `Not every item is ok for ${short.join(', ')}.`,
          'The items above say what is missing and what to do.',
        );
    },
  );
  for (const add of SUBCOMMANDS) add(command, context);
}

function printGrade({ student, ok, total, items }: Grade, context: Context): void {
  context.print(`${student}: ${ok} of ${total} items`);
  for (const { id, state, evidence, hint } of items.filter((item) => item.state !== 'ok')) {
    context.print(`  ${state.padEnd(10)} ${id}: ${evidence}`);
    if (hint) context.print(`             → ${hint}`);
  }
}
