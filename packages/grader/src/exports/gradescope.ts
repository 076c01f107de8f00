import { toJson } from '@teamnet/records';
import { formatPoints } from '../feedback/feedback-content.js';
import { shortFeedback } from '../feedback/short-feedback.js';
import { newCsvTable } from './csv-table.js';
import { defuseCell } from './defuse-cell.js';
import { type ExportEntry, type GradeExport, isWhole } from './grade-export.js';
import { RUN_AUTOGRADER, SETUP } from './gradescope-autograder.js';
import { testParts } from './test-parts.js';

/**
 * An autograder for Gradescope that hands every student the results that Teamnet worked out: `results/<student>.json` in
 * the form of results.json (`score`, `output`, `tests` of `name`, `score`, `max_score`, `status`, `output`,
 * `visibility`), a `run_autograder` that picks the one of whoever submitted, and `scores.csv`, a table with the columns
 * of Gradescope's own download. Nothing that a student submits is run.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/; gradescope/gradescope-utils,
 * autograder_utils/json_test_runner.py.
 */
export const gradescope: GradeExport = {
  name: 'gradescope',
  worksheet: 'none',
  writes: 'folder',
  heeds: [],
  make(entries, options) {
    const whole = entries.filter(({ grade }) => isWhole(grade));
    const maximum = (entry: ExportEntry) => options.outOf ?? entry.grade.possible;
    const rows = entries.map((entry) => {
      const { grade, identity } = entry;
      const score = isWhole(grade) ? formatPoints(testParts(entry, maximum(entry)).score) : '';
      const status = isWhole(grade) ? 'Graded' : 'Ungraded';
      return [
        defuseCell(grade.name),
        grade.student,
        identity.email ?? '',
        score,
        formatPoints(maximum(entry)),
        status,
      ];
    });
    const header = ['Name', 'SID', 'Email', 'Total Score', 'Max Points', 'Status'];
    const lookup = whole.map(({ grade, identity }) => ({
      file: `${grade.student}.json`,
      ...(identity.email === undefined ? {} : { email: identity.email }),
      sid: grade.student,
      name: grade.name,
    }));
    const withoutEmail = whole.filter(({ identity }) => identity.email === undefined);
    return {
      files: [
        { name: 'run_autograder', text: RUN_AUTOGRADER },
        { name: 'setup.sh', text: SETUP },
        { name: 'students.json', text: toJson(lookup) },
        { name: 'scores.csv', text: newCsvTable(header, rows, { bom: true }) },
        ...whole.map((entry) => ({
          name: `results/${entry.grade.student}.json`,
          text: toJson(resultsOf(entry, maximum(entry))),
        })),
      ],
      exported: whole.map(({ grade }) => grade.student),
      outOf: options.outOf ?? null,
      leftOut: [],
      rowsWithoutStudent: [],
      notes: [
        ...(withoutEmail.length > 0
          ? [
              `Without an e-mail address (--map), found by student number or name only: ${withoutEmail.map(({ grade }) => grade.student).join(', ')}.`,
            ]
          : []),
        'Zip what is in the folder (not the folder itself), and upload it in Gradescope: Programming Assignment > Configure Autograder.',
      ],
    };
  },
};

function resultsOf(entry: ExportEntry, outOf: number) {
  const { parts, score } = testParts(entry, outOf);
  return {
    score,
    output: shortFeedback(entry.grade, entry.language, 'text'),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: parts.map(({ id, title, score: points, maxScore, passed, output }) => ({
      name: title,
      name_format: 'text',
      score: points,
      max_score: maxScore,
      status: passed ? 'passed' : 'failed',
      output,
      output_format: 'text',
      tags: [id],
      visibility: 'visible',
    })),
  };
}
