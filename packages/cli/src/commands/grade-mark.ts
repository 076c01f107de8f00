import { relative } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { addJsonOption, addTeamOption, workspaceAt } from '../options.js';
import { addRubricOption, fileAt, withGroupFlags } from './grade-options.js';

interface Flags {
  team?: string;
  student?: string | string[];
  item?: string;
  points?: number;
  comment?: string;
  clear?: boolean;
  rubric?: string;
  json?: boolean;
}

/** `teamnet grade mark`: what a person gives and says, kept whenever it is graded again. */
export function addGradeMark(grade: Command, context: Context): void {
  const command = grade
    .command('mark')
    .description(
      "Write a teacher's points or comment into apps/<team>/marks/<student>.json, and grade again.",
    )
    .option('--student <id>', 'whose hand-in it is')
    .option('--item <id>', 'of the rubric (default: the whole hand-in)')
    .option('--points <n>', 'in place of those that the item would have', points)
    .option('--comment <text>', 'for the student to read; "" takes an earlier one away')
    .option('--clear', 'take away what was given and said before');
  addJsonOption(addRubricOption(addTeamOption(command))).action(async (_: unknown, own: Command) => {
    const flags = withGroupFlags<Flags>(own);
    const student = [flags.student ?? []].flat();
    if (student.length !== 1) throw new UsageError('A mark is for one student.', 'Add --student ID.');
    if (flags.points === undefined && flags.comment === undefined && !flags.clear)
      throw new UsageError('There is nothing to mark.', 'Add --points N, --comment TEXT or --clear.');
    if (flags.points !== undefined && flags.item === undefined)
      throw new UsageError('Points are for an item.', 'Add --item ID, one of the rubric.');
    const workspace = workspaceAt(context.cwd);
    const team = findTeam(workspace, context.cwd, flags.team);
    const { markStudent, openRubric, regradeTeam } = await import('@teamnet/grader');
    const rubric = openRubric(workspace, fileAt(context.cwd, flags.rubric));
    const { item, points, comment, clear } = flags;
    const { file, marks, changed } = markStudent(
      workspace,
      team,
      student[0]!,
      {
        ...(item === undefined ? {} : { item }),
        ...(points === undefined ? {} : { points }),
        ...(comment === undefined ? {} : { comment }),
        ...(clear === undefined ? {} : { clear }),
      },
      rubric,
    );
    const { students, problems } = regradeTeam(workspace, team, { students: student, rubric });
    if (problems[0]) throw problems[0];
    if (flags.json) context.printJson(marks);
    else {
      const { points, possible, pending } = students[0]!.grade;
      const open = pending.length > 0 ? `; not yet: ${pending.join(', ')}` : '';
      context.print(`${relative(context.cwd, file)}${changed ? '' : ' (unchanged)'}`);
      context.print(`${student[0]}: ${points} of ${possible} points${open}`);
    }
  });
}

function points(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It must be a number of at least 0.');
  return value;
}
