import { readFileSync } from 'node:fs';
import type { Workspace } from '@teamnet/records';
import { EXPORTS } from './all-exports.js';
import { readCsvTable } from './csv-table.js';
import { ExportImpossibleError, TableUnreadableError } from './errors.js';
import {
  type ExportEntry,
  type ExportName,
  type ExportOptions,
  isWhole,
  type MadeExport,
} from './grade-export.js';
import { readGrades } from './read-grades.js';
import { readIdentityMap } from './read-identity-map.js';

/** What `exportGrades` is asked for; the platform's own options beside it. */
export interface ExportRequest extends Omit<ExportOptions, 'worksheet'> {
  to: ExportName;
  /** All teams when left out. */
  teams?: readonly string[];
  /** CSV file that the platform gave to be filled. */
  worksheet?: string;
  /** CSV file that says who is who on the platform: see `readIdentityMap`. */
  map?: string;
}

/** An export, not yet written, and all that a teacher has to know about it. */
export interface GradesExport extends MadeExport {
  to: ExportName;
  writes: 'file' | 'folder';
  /** Students without points in it because some items have none yet: never a zero. */
  pending: { student: string; ids: string[] }[];
  /** Students whose grade is not there or cannot be read. */
  problems: { student: string; why: string }[];
}

/**
 * The grades of a class, as they lie in `apps/<team>/grades`, in the published format of a platform. Nothing is graded and
 * nothing is written here.
 * @throws ExportImpossibleError, TableUnreadableError, WorksheetInvalidError, MapInvalidError
 */
export function exportGrades(workspace: Workspace, request: ExportRequest): GradesExport {
  const { to, teams = workspace.teamNames(), worksheet, map, ...options } = request;
  const target = EXPORTS[to];
  checkOptions(request);
  const { grades, problems } = readGrades(workspace, teams);
  if (grades.length === 0)
    throw new ExportImpossibleError(
      `There is no grade to export (${problems[0]?.why ?? 'there are no teams'}).`,
      'Run "teamnet grade" first.',
    );
  const worthless = grades.find(({ grade }) => grade.possible <= 0);
  if (worthless)
    throw new ExportImpossibleError(
      `The rubric of ${worthless.grade.student} gives no points at all, so nothing can be scaled.`,
      'Give the items of rubric.json points, grade again and export again.',
    );
  const identities = map === undefined ? undefined : readIdentityMap(map);
  const entries: ExportEntry[] = grades.map(({ grade, language }) => ({
    grade,
    language,
    identity: identities?.identities.get(grade.student) ?? {},
  }));
  const made = target.make(entries, {
    ...options,
    ...(worksheet === undefined
      ? {}
      : { worksheet: { file: worksheet, table: readCsvTable(readBytes(worksheet), worksheet) } }),
  });
  const students = new Set(entries.map(({ grade }) => grade.student));
  const strangers = [...(identities?.identities.keys() ?? [])].filter((id) => !students.has(id));
  const above = entries.filter(({ grade }) => isWhole(grade) && grade.points > grade.possible);
  return {
    ...made,
    to,
    writes: target.writes,
    pending: entries
      .filter(({ grade }) => !isWhole(grade))
      .map(({ grade }) => ({ student: grade.student, ids: grade.pending })),
    problems,
    notes: [
      ...(identities && identities.ignored.length > 0
        ? [`Columns of ${map} that are not used: ${identities.ignored.join(', ')}.`]
        : []),
      ...(strangers.length > 0 && teams.length === workspace.teamNames().length
        ? [`In ${map}, but without a grade: ${strangers.join(', ')}.`]
        : []),
      ...(above.length > 0
        ? [
            `Above the maximum, which a platform may refuse: ${above.map(({ grade }) => grade.student).join(', ')}.`,
          ]
        : []),
      ...(made.outOf === null
        ? []
        : [`Points are scaled to ${made.outOf} and rounded to two decimals, a half upwards.`]),
      ...made.notes,
    ],
  };
}

function checkOptions({ to, worksheet, ...request }: ExportRequest): void {
  const target = EXPORTS[to];
  if (target.worksheet === 'required' && worksheet === undefined)
    throw new ExportImpossibleError(
      `${to} takes grades in its own table only, and none was given.`,
      to === 'moodle'
        ? 'Download the grading worksheet in Moodle (Assignment > Submissions > Actions) and give it with --worksheet FILE.'
        : 'Export the gradebook in Canvas (Grades > Export) and give it with --worksheet FILE.',
    );
  if (target.worksheet === 'none' && worksheet !== undefined)
    throw new ExportImpossibleError(`${to} has no table to fill in.`, 'Leave --worksheet out.');
  for (const option of ['assignment', 'qid', 'instance', 'headings'] as const)
    if (request[option] !== undefined && !target.heeds.includes(option))
      throw new ExportImpossibleError(
        `--${option === 'headings' ? 'heading' : option} means nothing for ${to}.`,
        'Leave it out.',
      );
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new TableUnreadableError(
      file,
      `${(error as NodeJS.ErrnoException).code}`,
      'Give the path of the CSV file that the platform gave you.',
    );
  }
}
