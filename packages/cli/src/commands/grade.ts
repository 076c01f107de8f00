import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError, UsageError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { gradeEverybody } from '../grade-everybody.js';
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
import { printGrade } from '../print-grade.js';
import { verifyHandIns } from '../verify-hand-ins.js';
import { addGradeExport } from './grade-export.js';
import { addGradeFeedback } from './grade-feedback.js';
import { addGradeMark } from './grade-mark.js';
import { addRubricOption, fileAt } from './grade-options.js';

interface Flags extends DataFlags, EngineFlags {
  team?: string;
  student?: string[];
  check?: boolean;
  verify?: boolean;
  rerun?: boolean;
  all?: boolean;
  force?: boolean;
  rubric?: string;
  json?: boolean;
}

/** What can be done with grades; each takes grade's own options before or after its name. */
const SUBCOMMANDS = [addGradeMark, addGradeExport, addGradeFeedback];

/** `teamnet grade`: each required item is there or it is not. */
export function addGrade(program: Command, context: Context): void {
  const command = program
    .command('grade')
    .description('Check what each student hands in, item by item, and write grades/<student>/grade.json.')
    .option('--student <id>', 'this student only; repeatable', collect)
    .option('--check', 'exit with 1 unless every item of every student is ok')
    .option('--verify', 'look for what cannot be as run.json and the reports say, instead of grading')
    .option('--rerun', 'with --verify: evaluate the saved weights again on the test images as well')
    .option('--all', 'every team; with --verify: against each other')
    .option('--force', 'grade also what has not changed since it was graded');
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
      if (flags.all) {
        if (flags.team || flags.student)
          throw new UsageError('--all is for everybody.', 'Leave --team and --student out, or --all.');
        await gradeEverybody(workspace, flags, context);
        return;
      }
      const team = findTeam(workspace, context.cwd, flags.team);
      const { isJudged, openRubric, regradeTeam } = await import('@teamnet/grader');
      const { students, left, problems } = regradeTeam(workspace, team, {
        rubric: openRubric(workspace, fileAt(context.cwd, flags.rubric)),
        force: flags.force ?? false,
        ...(flags.student ? { students: flags.student } : {}),
      });
      const grades = students.map(({ grade }) => grade);
      if (flags.json) context.printJson(grades);
      else for (const grade of grades) printGrade(grade, context);
      for (const id of left) context.note(`${id} is not in ${team} any more; the grade is kept`);
      if (problems[0]) throw problems[0];
      const unjudged = grades.filter((grade) => !isJudged(grade)).map(({ student }) => student);
      if (unjudged.length > 0)
        throw new CheckFailedError(
          `The grader could not judge everything of ${unjudged.join(', ')}.`,
          'It costs nobody a point; mend what the lines above say and grade again.',
        );
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
