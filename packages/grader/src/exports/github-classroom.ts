import { toJson } from '@teamnet/records';
import { formatPoints } from '../feedback/feedback-content.js';
import { newCsvTable } from './csv-table.js';
import { defuseCell } from './defuse-cell.js';
import { type ExportEntry, type GradeExport, isWhole } from './grade-export.js';
import { testParts } from './test-parts.js';

const HEADER = [
  'assignment_name',
  'assignment_url',
  'starter_code_url',
  'github_username',
  'roster_identifier',
  'student_repository_name',
  'student_repository_url',
  'submission_timestamp',
  'points_awarded',
  'points_available',
];

/**
 * What GitHub Classroom's autograding reporter reads, `results/<github username>.json` (`version` 1, `status`,
 * `max_score`, `tests` of `name`, `status`, `score`, `message`, …; it adds the tests' scores up), and `grades.csv` with
 * the columns of Classroom's own download.
 * Source: classroom-resources/autograding-grading-reporter, src/notify-classroom.js and src/console-results.js;
 * classroom-resources/autograding-command-grader, src/main.js (generateResult); github/gh-classroom,
 * cmd/gh-classroom/assignment-grades/assignment_grades.go.
 */
export const githubClassroom: GradeExport = {
  name: 'github-classroom',
  worksheet: 'none',
  writes: 'folder',
  heeds: ['assignment'],
  make(entries, { assignment = 'Teamnet', outOf }) {
    const known = entries.filter(({ identity }) => identity.githubUsername !== undefined);
    const whole = known.filter(({ grade }) => isWhole(grade));
    const maximum = (entry: ExportEntry) => outOf ?? entry.grade.possible;
    const rows = known.map((entry) => [
      ...[defuseCell(assignment), '', '', entry.identity.githubUsername!, entry.grade.student, '', '', ''],
      isWhole(entry.grade) ? formatPoints(testParts(entry, maximum(entry)).score) : '',
      formatPoints(maximum(entry)),
    ]);
    return {
      files: [
        { name: 'grades.csv', text: newCsvTable(HEADER, rows, { bom: false }) },
        ...whole.map((entry) => ({
          name: `results/${entry.identity.githubUsername}.json`,
          text: toJson(resultsOf(entry, maximum(entry))),
        })),
      ],
      exported: whole.map(({ grade }) => grade.student),
      outOf: outOf ?? null,
      leftOut: entries
        .filter(({ identity }) => identity.githubUsername === undefined)
        .map(({ grade }) => ({
          student: grade.student,
          why: 'no GitHub username is known (give Classroom’s roster with --map)',
        })),
      rowsWithoutStudent: [],
      notes: [
        'In a student’s workflow, give results/<username>.json in base64 to autograding-grading-reporter as TEAMNET_RESULTS, with "runners: teamnet".',
      ],
    };
  },
};

function resultsOf(entry: ExportEntry, outOf: number) {
  const { parts } = testParts(entry, outOf);
  return {
    version: 1,
    status: parts.every(({ passed }) => passed) ? 'pass' : 'fail',
    max_score: outOf,
    tests: parts.map(({ title, passed, score, maxScore, output }) => ({
      name: title,
      status: passed ? 'pass' : 'fail',
      score,
      max_score: maxScore,
      message: output === '' ? null : output,
      test_code: '',
      filename: '',
      line_no: 0,
      duration: 0,
    })),
  };
}
