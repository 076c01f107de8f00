import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeEntries } from '../testing/make-grade.js';
import { gradescope } from './gradescope.js';

const made = gradescope.make(makeEntries(), {});
const results = (student: string) =>
  JSON.parse(made.files.find(({ name }) => name === `results/${student}.json`)!.text);

/** Field by field what https://gradescope-autograders.readthedocs.io/en/latest/specs/ allows in results.json. */
const FIELDS = [
  'score',
  'execution_time',
  'output',
  'output_format',
  'test_output_format',
  'test_name_format',
  'visibility',
  'stdout_visibility',
  'extra_data',
  'tests',
  'leaderboard',
];
const TEST_FIELDS = [
  'score',
  'max_score',
  'status',
  'name',
  'name_format',
  'number',
  'output',
  'output_format',
  'tags',
  'visibility',
  'extra_data',
];

test('results.json has no field that Gradescope does not know, and each of its tests is worth what the rubric says', () => {
  for (const student of ['s1-1', 's1-2', 's2-1']) {
    const { tests, ...all } = results(student);
    expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(all)));
    for (const one of tests) {
      expect(TEST_FIELDS).toEqual(expect.arrayContaining(Object.keys(one)));
      expect(['passed', 'failed']).toContain(one.status);
    }
    const sum = tests.reduce((total: number, { score }: { score: number }) => total + score, 0);
    expect(all.score).toBeCloseTo(sum, 9);
    expect(tests.reduce((total: number, one: { max_score: number }) => total + one.max_score, 0)).toBe(7);
  }
  expect(results('s1-2').tests[1]).toMatchObject({
    name: 'Discussion long enough',
    score: 0,
    max_score: 2,
    status: 'failed',
    tags: ['discussion'],
  });
  expect(results('s1-2').score).toBe(4.5);
});

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('run_autograder (needs Python 3)', () => {
  const root = mkdtempSync(join(tmpdir(), 'teamnet-autograder-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const { name, text } of made.files) write(`source/${name}`, text);

  function grade(...users: object[]) {
    rmSync(join(root, 'results'), { recursive: true, force: true });
    write('submission_metadata.json', JSON.stringify({ id: 1, users }));
    const { status, stderr } = spawnSync('python3', [join(root, 'source/run_autograder')], {
      env: { ...process.env, AUTOGRADER_ROOT: root, PYTHONUTF8: '1' },
      encoding: 'utf8',
    });
    return status === 0
      ? JSON.parse(readFileSync(join(root, 'results/results.json'), 'utf8')).score
      : stderr.trim();
  }

  test('whoever submitted gets their own results, and who waits or is unknown gets none, which is no zero', () => {
    expect(grade({ email: 'MINJI@example.com', id: 1 })).toBe(6.5);
    expect(grade({ email: 'other@example.com', sid: 's1-2' })).toBe(4.5);
    expect(grade({ name: 'Jonas  Weber' })).toBe(2);
    expect(grade({ email: 'cmd@example.com' })).toBe('Teamnet has no results (yet) for: cmd@example.com');
    expect(grade({ email: 'minji@example.com' }, { email: 'jonas@example.com' })).toMatch(
      /^Teamnet has no results/,
    );
    expect(grade()).toMatch(/a submission without users/);
  });
});
