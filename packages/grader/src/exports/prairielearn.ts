import { formatPoints } from '../feedback/feedback-content.js';
import { mergeFeedback, shortFeedback } from '../feedback/short-feedback.js';
import { newCsvTable, writeCsvTable } from './csv-table.js';
import { WorksheetInvalidError } from './errors.js';
import {
  type ExportEntry,
  type ExportOptions,
  type GradeExport,
  isWhole,
  type MadeExport,
} from './grade-export.js';
import { matchRows } from './match-rows.js';
import { scalePoints } from './scale-points.js';
import { columnOf, copyRows } from './worksheet-columns.js';

/**
 * PrairieLearn's uploads, by uid and instance: "Upload question scores" with a question (`qid`), else "Upload total
 * scores". Scores are `score_perc` (0 to 100), or `points` when a maximum is given. An empty score or feedback changes
 * nothing there; a feedback that is not empty takes the place of what a teacher wrote, which is why, given
 * `<assessment>_submissions_for_manual_grading.csv` as worksheet, the old feedback is kept.
 * Source: PrairieLearn/PrairieLearn, apps/prairielearn/src/lib/score-upload.ts and lib/csv.ts;
 * https://docs.prairielearn.com/manualGrading/#manual-grading-using-file-uploads.
 */
export const prairielearn: GradeExport = {
  name: 'prairielearn',
  worksheet: 'optional',
  writes: 'file',
  heeds: ['worksheet', 'qid', 'instance'],
  make: (entries, options) => (options.worksheet ? fill(entries, options) : write(entries, options)),
};

const uidOf = ({ identity }: ExportEntry) => identity.uid ?? identity.email;

function scoreOf({ grade }: ExportEntry, outOf: number | undefined): string {
  return isWhole(grade) ? formatPoints(scalePoints(grade.points, grade.possible, outOf ?? 100)) : '';
}

function write(entries: readonly ExportEntry[], { qid, instance = 1, outOf }: ExportOptions): MadeExport {
  const score = outOf === undefined ? 'score_perc' : 'points';
  const known = entries.filter((entry) => uidOf(entry) !== undefined);
  // The total's upload takes a line without a score for an error.
  const listed = known.filter((entry) => qid !== undefined || isWhole(entry.grade));
  const header = ['uid', 'instance', ...(qid === undefined ? [score] : ['qid', score, 'feedback'])];
  const rows = listed.map((entry) => [
    ...[uidOf(entry)!, String(instance)],
    ...(qid === undefined
      ? [scoreOf(entry, outOf)]
      : [qid, scoreOf(entry, outOf), shortFeedback(entry.grade, entry.language, 'markdown')]),
  ]);
  return {
    files: [{ name: 'prairielearn-scores.csv', text: newCsvTable(header, rows, { bom: false }) }],
    exported: listed.filter(({ grade }) => isWhole(grade)).map(({ grade }) => grade.student),
    outOf: outOf ?? 100,
    leftOut: entries
      .filter((entry) => uidOf(entry) === undefined)
      .map(({ grade }) => ({
        student: grade.student,
        why: 'no uid is known (give --map with the columns id,uid)',
      })),
    rowsWithoutStudent: [],
    notes: [
      ...(qid === undefined
        ? [
            'These are totals of the assessment, without feedback; --qid QUESTION makes scores and feedback of a question.',
          ]
        : [
            'What somebody wrote as feedback in PrairieLearn is replaced; to keep it, give the file …_submissions_for_manual_grading.csv with --worksheet.',
          ]),
      `Upload it in PrairieLearn: Assessment > Students > Upload > Upload new ${qid === undefined ? 'total' : 'question'} scores.`,
    ],
  };
}

function fill(entries: readonly ExportEntry[], { worksheet, qid, outOf }: ExportOptions): MadeExport {
  const { file, table } = worksheet!;
  const column = (title: string) => columnOf(worksheet!, [title]);
  const [uid, qidColumn, feedback] = [column('uid'), column('qid'), column('feedback')];
  const score = column('score_perc');
  if ([uid, qidColumn, feedback, score].some((place) => place < 0))
    throw new WorksheetInvalidError(
      file,
      `it is no file of PrairieLearn for manual grading by uid (it has: ${table.header.join(', ')})`,
      'Download …_submissions_for_manual_grading.csv in PrairieLearn: Assessment > Downloads.',
    );
  const questions = [...new Set(table.rows.map((row) => row[qidColumn] ?? ''))];
  const wanted = qid ?? (questions.length === 1 ? questions[0]! : undefined);
  if (wanted === undefined || !questions.includes(wanted))
    throw new WorksheetInvalidError(
      file,
      qid === undefined ? 'it has several questions' : `it has no question "${qid}"`,
      `Name one with --qid: ${questions.join(', ')}.`,
    );
  const ofQuestion = table.rows.flatMap((row, index) => (row[qidColumn] === wanted ? [index] : []));
  const match = matchRows(
    entries,
    worksheet!,
    ofQuestion,
    [
      { what: 'uid', column: uid, of: uidOf },
      { what: 'uin', column: column('uin'), of: ({ grade }) => grade.student },
    ],
    -1,
  );

  const rows = copyRows(worksheet!);
  const old = column('old_feedback');
  for (const [entry, index] of match.rowOf) {
    const row = rows[index]!;
    const before = row[feedback]!.trim() !== '' ? row[feedback]! : old < 0 ? '' : row[old]!;
    row[feedback] = mergeFeedback(before, shortFeedback(entry.grade, entry.language, 'markdown'), 'markdown');
    if (isWhole(entry.grade)) row[score] = scoreOf(entry, outOf);
  }
  // "rename the score_perc column in the CSV file to points", says its documentation.
  const header = table.header.map((title, index) =>
    index === score && outOf !== undefined ? 'points' : title,
  );
  return {
    files: [{ name: 'prairielearn-scores.csv', text: writeCsvTable({ ...table, header, rows }) }],
    exported: [...match.rowOf.keys()].filter(({ grade }) => isWhole(grade)).map(({ grade }) => grade.student),
    outOf: outOf ?? 100,
    leftOut: match.withoutRow.map(({ grade }) => ({
      student: grade.student,
      why: `no submission to "${wanted}" in the worksheet`,
    })),
    rowsWithoutStudent: match.rowsWithoutStudent.map((index) => table.rows[index]![uid] ?? ''),
    notes: ['Upload it in PrairieLearn: Assessment > Students > Upload > Upload new question scores.'],
  };
}
