import type { Grade } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { addJsonOption, addTeamOption, collect, workspaceAt } from '../options.js';

interface Flags {
  team?: string;
  student?: string[];
  check?: boolean;
  json?: boolean;
}

/** `teamnet grade`: each required item is there or it is not. */
export function addGrade(program: Command, context: Context): void {
  const command = program
    .command('grade')
    .description('Check what each student hands in, item by item, and write grades/<student>/grade.json.')
    .option('--student <id>', 'this student only; repeatable', collect)
    .option('--check', 'exit with 1 unless every item of every student is ok');
  addJsonOption(addTeamOption(command)).action(async (flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const team = findTeam(workspace, context.cwd, flags.team);
    const { gradeTeam, writeGrades } = await import('@teamnet/grader');
    const grades = gradeTeam(workspace, team, flags.student ? { students: flags.student } : {});
    writeGrades(workspace, grades);
    if (flags.json) context.printJson(grades);
    else for (const grade of grades) printGrade(grade, context);
    const short = grades.filter(({ ok, total }) => ok < total).map(({ student }) => student);
    if (flags.check && short.length > 0)
      throw new CheckFailedError(
        `Not every item is ok for ${short.join(', ')}.`,
        'The items above say what is missing and what to do.',
      );
  });
}

function printGrade({ student, ok, total, items }: Grade, context: Context): void {
  context.print(`${student}: ${ok} of ${total} items`);
  for (const { id, state, evidence, hint } of items.filter((item) => item.state !== 'ok')) {
    context.print(`  ${state.padEnd(10)} ${id}: ${evidence}`);
    if (hint) context.print(`             → ${hint}`);
  }
}
