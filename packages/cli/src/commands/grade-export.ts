import { resolve } from 'node:path';
import type { ExportName, GradesExport } from '@teamnet/grader';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError, UsageError } from '../errors.js';
import { addJsonOption, wholeNumber, workspaceAt } from '../options.js';
import { withGroupFlags } from './grade-options.js';

/** Those of the grader, which is loaded only when it is needed; its types see to it that none is wrong. */
const PLATFORMS: ExportName[] = ['gradescope', 'github-classroom', 'canvas', 'moodle', 'prairielearn', 'csv'];

interface Flags {
  to: ExportName;
  team?: string;
  out?: string;
  worksheet?: string;
  map?: string;
  outOf?: number;
  assignment?: string;
  qid?: string;
  instance?: number;
  heading?: Record<string, string>;
  json?: boolean;
}

/** `teamnet grade export`: the grades as they lie, in the format of a learning platform. */
export function addGradeExport(grade: Command, context: Context): void {
  const command = grade
    .command('export')
    .description(
      'Hand the grades on to a learning platform. A grade with something pending stays empty, never 0.',
    )
    .addOption(new Option('--to <platform>', 'whose format').choices(PLATFORMS).makeOptionMandatory())
    .option('--out <place>', 'file, or folder for gradescope and github-classroom (default: standard output)')
    .option('--worksheet <file>', "the platform's own table, to be filled in: moodle, canvas, prairielearn")
    .option('--map <file>', 'CSV: id, and email, uid, canvas_id, sis_user_id, moodle_id, github_username')
    .option(
      '--out-of <points>',
      "the platform's maximum (default: as its table says, else the rubric's)",
      above0,
    )
    .option('--assignment <name>', 'canvas: the column, by name or id; github-classroom: the name')
    .option('--qid <question>', 'prairielearn: scores and feedback of this question')
    .option('--instance <number>', 'prairielearn: which instance of the assessment (1)', wholeNumber(1))
    .option('--team <team>', 'this team only (default: every team)')
    .option('--heading <what=text>', 'moodle in another language: e.g. grade=성적; repeatable', heading);
  addJsonOption(command).action(async (_: unknown, own: Command) => {
    const flags = withGroupFlags<Flags>(own);
    if (flags.json && flags.out === undefined)
      throw new UsageError('--json says what was exported, so the export needs a place.', 'Add --out PLACE.');
    const workspace = workspaceAt(context.cwd);
    const { exportGrades, writeExport } = await import('@teamnet/grader');
    const { to, out, outOf, assignment, qid, instance, worksheet, map } = flags;
    const at = (file: string) => resolve(context.cwd, file);
    const made = exportGrades(workspace, {
      to,
      ...(flags.team === undefined ? {} : { teams: [flags.team] }),
      ...(worksheet === undefined ? {} : { worksheet: at(worksheet) }),
      ...(map === undefined ? {} : { map: at(map) }),
      ...(outOf === undefined ? {} : { outOf }),
      ...(assignment === undefined ? {} : { assignment }),
      ...(qid === undefined ? {} : { qid }),
      ...(instance === undefined ? {} : { instance }),
      ...(flags.heading === undefined ? {} : { headings: flags.heading }),
    });
    if (made.writes === 'folder' && out === undefined)
      throw new UsageError(`${to} takes several files.`, 'Add --out FOLDER.');
    if (out === undefined) context.print(made.files[0]!.text.replace(/\n$/, ''));
    const place = out === undefined ? undefined : writeExport(made, at(out));
    if (flags.json) context.printJson(summary(made, place!));
    else say(made, place, context);
    if (made.problems.length > 0)
      throw new CheckFailedError(
        `No grade of ${made.problems.map(({ student }) => student).join(', ')} could be read; all others are in.`,
        'The lines above say why; run "teamnet grade" and export again.',
      );
  });
}

function summary({ files: _, writes: __, ...made }: GradesExport, place: string) {
  return { ...made, place };
}

function say(made: GradesExport, place: string | undefined, context: Context): void {
  if (place !== undefined) context.print(place);
  context.note(`${count(made.exported.length, 'grade')} for ${made.to}.`);
  for (const [ids, students] of groupStudents(made.pending, ({ ids: pending }) => pending.join(', ')))
    context.note(`  no points yet, so none handed on (${ids || 'the marks cannot be read'}): ${students}`);
  for (const [why, students] of groupStudents([...made.leftOut, ...made.problems], (one) => one.why))
    context.note(`  not in it (${why.replace(/\.$/, '')}): ${students}`);
  if (made.rowsWithoutStudent.length > 0)
    context.note(`  rows of nobody in the class, left as they are: ${made.rowsWithoutStudent.join('; ')}`);
  for (const note of made.notes) context.note(note);
}

/** The students of each reason, so that a reason is said once. */
function groupStudents<T extends { student: string }>(all: readonly T[], reason: (one: T) => string) {
  const groups = new Map<string, string>();
  for (const one of all) {
    const before = groups.get(reason(one));
    groups.set(reason(one), before === undefined ? one.student : `${before}, ${one.student}`);
  }
  return groups;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function above0(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function heading(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, what, title] =
    /^(identifier|name|email|idNumber|grade|maximum|changeable|modified|feedback)=(.+)$/.exec(text) ?? [];
  if (what === undefined || title === undefined)
    throw new InvalidArgumentError(
      'It must be WHAT=TEXT, WHAT being identifier, name, email, idNumber, grade, maximum, changeable, modified or feedback.',
    );
  return { ...before, [what]: title };
}
