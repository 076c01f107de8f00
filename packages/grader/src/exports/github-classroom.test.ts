import { expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { githubClassroom } from './github-classroom.js';

const make = (outOf?: number) =>
  githubClassroom.make(makeEntries(), {
    assignment: 'Team, homework',
    ...(outOf === undefined ? {} : { outOf }),
  });
const results = (made: ReturnType<typeof make>) =>
  made.files.filter(({ name }) => name.startsWith('results/')).map(({ text }) => JSON.parse(text));

/** notify-classroom.js of classroom-resources/autograding-grading-reporter: what Classroom is told. */
function reported(result: { max_score: number; tests: { score: number }[] }) {
  return {
    totalPoints: result.tests.reduce((sum, { score }) => sum + score, 0),
    maxPoints: result.max_score,
  };
}

test('the reporter adds the tests up to the grade', () => {
  const made = make();
  expect(results(made).map(reported)).toEqual([
    { totalPoints: 6.5, maxPoints: 7 },
    { totalPoints: 4.5, maxPoints: 7 },
    { totalPoints: 2, maxPoints: 7 },
  ]);
  expect(made.files.map(({ name }) => name)).toEqual([
    'grades.csv',
    'results/minji-k.json',
    'results/aoife.json',
    'results/jonas-w.json',
  ]);
});

test('scaled to 10, rounded parts still add up to the rounded grade', () => {
  const sums = results(make(10)).map((result) => Math.round(reported(result).totalPoints * 100) / 100);
  expect(sums).toEqual([9.29, 6.43, 2.86]);
});

test('each test has the fields that the graders of Classroom write', () => {
  for (const { version, status, tests } of results(make())) {
    expect(version).toBe(1);
    expect(status).toBe('fail');
    for (const one of tests)
      expect(Object.keys(one)).toEqual([
        'name',
        'status',
        'score',
        'max_score',
        'message',
        'test_code',
        'filename',
        'line_no',
        'duration',
      ]);
  }
});

test('the table has the columns of Classroom’s own download, and who waits has no points', () => {
  expect(make().files[0]!.text.split('\r\n')).toEqual([
    'assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,student_repository_name,student_repository_url,submission_timestamp,points_awarded,points_available',
    '"Team, homework",,,minji-k,s1-1,,,,6.5,7',
    '"Team, homework",,,aoife,s1-2,,,,4.5,7',
    '"Team, homework",,,cmd-calc,s1-3,,,,,7',
    '"Team, homework",,,jonas-w,s2-1,,,,2,7',
    '',
  ]);
});
