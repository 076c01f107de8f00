import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblem, readGrade } from '@teamnet/records';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHECKS } from './checks/all-checks.js';
import { StudentUnknownError } from './errors.js';
import { gradeTeam } from './grade-team.js';
import { FixtureClass, FOUR } from './testing/make-workspace.js';
import { writeGrades } from './write-grades.js';

let made: FixtureClass;
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterEach(() => made.remove());

const notOk = (fixture: FixtureClass, student: string) =>
  fixture.grade(student).items.filter(({ state }) => state !== 'ok');

describe('grading a team', () => {
  test('a team of four that handed in everything has every item, with evidence and a valid record', () => {
    const grades = gradeTeam(made.workspace, 'team-1');
    expect(grades.map(({ student }) => student)).toEqual(['s1-1', 's1-2', 's1-3', 's1-4']);
    for (const grade of grades) {
      expect(findProblem('grade', grade)).toBeNull();
      expect(grade.items.filter(({ state }) => state !== 'ok')).toEqual([]);
      expect(grade.items.every(({ evidence }) => evidence.startsWith('apps/team-1/'))).toBe(true);
      expect([grade.ok, grade.total]).toEqual([CHECKS.length, CHECKS.length]);
    }
  });

  test('a team of three with Korean reports and discussions has every item', () => {
    const korean = new FixtureClass(
      'team-5',
      ['권나은', '송현우', '배지민'].map((name, i) => ({
        id: `s5-${i + 1}`,
        name: name.normalize(i ? 'NFC' : 'NFD'),
      })),
      'ko',
    );
    try {
      const grades = gradeTeam(korean.workspace, 'team-5');
      expect(grades).toHaveLength(3);
      expect(grades.flatMap(({ items }) => items.filter(({ state }) => state !== 'ok'))).toEqual([]);
    } finally {
      korean.remove();
    }
  });

  test('titles and hints are in the language of the homework', () => {
    const korean = new FixtureClass('team-5', [{ id: 's5-1', name: '권나은' }], 'ko');
    try {
      rmSync(join(korean.workspace.appFolder('team-5'), 'runs'), { recursive: true });
      rmSync(korean.reportFile('s5-1'));
      writeFileSync(korean.workspace.discussionFile('team-5', 's5-1'), '# 토의\n');
      const hints = notOk(korean, 's5-1').map(({ title, hint }) => `${title} ${hint}`);
      expect(hints.length).toBeGreaterThan(20);
      for (const hint of hints) expect(hint).toMatch(/\p{Script=Hangul}.* .*\p{Script=Hangul}/u);
    } finally {
      korean.remove();
    }
  });

  test('grading again gives the same bytes and leaves the file alone', () => {
    const [first] = writeGrades(made.workspace, gradeTeam(made.workspace, 'team-1'));
    const bytes = readFileSync(first!.file);
    expect(first).toMatchObject({ student: 's1-1', changed: true });
    expect(readGrade(first!.file).student).toBe('s1-1');
    expect(
      writeGrades(made.workspace, gradeTeam(made.workspace, 'team-1')).some(({ changed }) => changed),
    ).toBe(false);
    expect(readFileSync(first!.file).equals(bytes)).toBe(true);
    expect(bytes.toString()).not.toContain(made.workspace.root);
  });

  test('a team-mate who shares nothing costs the others nothing', () => {
    for (const run of ['no-residual', 'no-residual-slow'])
      rmSync(join(made.workspace.appFolder('team-1'), 'runs', run), { recursive: true });
    made.report();
    for (const student of ['s1-1', 's1-3', 's1-4']) expect(notOk(made, student)).toEqual([]);
    expect(notOk(made, 's1-2').map(({ id, state }) => `${id} ${state}`)).toEqual([
      'own-experiment not-shared',
      'training-done not-shared',
      'evaluation-done not-shared',
      'numbers-match not-shared',
      'model-saved not-shared',
      'model-loadable not-shared',
    ]);
  });

  test('a run that disappears after the report was made costs only its owner', () => {
    rmSync(made.workspace.runFolder('team-1', 'baseline', 'tf_flowers'), { recursive: true });
    for (const student of ['s1-2', 's1-3', 's1-4']) expect(notOk(made, student)).toEqual([]);
    expect(made.item('s1-1', 'own-experiment')).toMatchObject({ state: 'not-shared' });
  });

  test('when nobody augments but one team-mate who did not share, it counts as tried and says so', () => {
    made.edit(made.workspace.homeworkFile('team-1'), (homework) => {
      homework.training.augment = [];
      homework.experiments[0].change = { training: { augment: ['flip'] } };
    });
    for (const experiment of ['baseline', 'no-residual', 'no-batch-norm', 'no-residual-slow'])
      rmSync(join(made.workspace.appFolder('team-1'), 'runs', experiment), { recursive: true });
    expect(made.item('s1-4', 'augmentation')).toMatchObject({
      state: 'ok',
      evidence: expect.stringContaining('baseline by s1-1: not shared'),
    });
    expect(made.item('s1-1', 'augmentation').state).toBe('not-shared');
  });

  test('when no run is shared, those whose own experiments augment have not shown augmentation', () => {
    rmSync(join(made.workspace.appFolder('team-1'), 'runs'), { recursive: true });
    expect(FOUR.map(({ id }) => made.item(id, 'augmentation').state)).toEqual([
      'not-shared',
      'not-shared',
      'not-shared',
      'ok',
    ]);
  });

  test('broken hand-ins of one student become states, and the others are graded as before', () => {
    const run = made.workspace.runFile('team-1', 'no-residual', 'tf_flowers');
    writeFileSync(run, '{ broken');
    made.edit(made.workspace.runFile('team-1', 'no-residual', 'rock_paper_scissors'), (value) => {
      value.files.push({ path: 'model', bytes: 1, sha256: '0'.repeat(64) });
    });
    writeFileSync(made.reportFile('s1-2'), Buffer.from([0xff, 0xfe, 0x00, 0x3c]));
    writeFileSync(made.workspace.discussionFile('team-1', 's1-2'), '');
    const grades = gradeTeam(made.workspace, 'team-1');
    expect(grades).toHaveLength(4);
    for (const grade of grades.filter(({ student }) => student !== 's1-2'))
      expect(grade.ok).toBe(grade.total);
    const states = new Set(grades[1]!.items.map(({ state }) => state));
    expect(states).not.toContain('error');
    expect(states).toContain('missing');
  });

  test("a file that the grader cannot read, and a fault in a check, are the grader's errors of one item", () => {
    rmSync(made.reportFile('s1-1'));
    mkdirSync(made.reportFile('s1-1'));
    expect(made.item('s1-1', 'report')).toMatchObject({
      state: 'error',
      evidence: expect.stringContaining('EISDIR'),
      hint: expect.stringContaining('not your fault'),
    });
    expect(made.item('s1-1', 'discussion').state).toBe('ok');

    const check = CHECKS.find(({ id }) => id === 'roster')!;
    const spy = vi.spyOn(check, 'judge').mockImplementation(() => {
      throw new TypeError('a fault');
    });
    const grade = made.grade('s1-2');
    spy.mockRestore();
    expect(grade.items.filter(({ state }) => state === 'error').map(({ id }) => id)).toEqual(['roster']);
    expect(grade.ok).toBe(grade.total - 1);
  });

  test('a broken homework file is said in every item that needs it', () => {
    writeFileSync(made.workspace.homeworkFile('team-1'), '{');
    const grade = made.grade('s1-1');
    expect(grade.items.find(({ id }) => id === 'four-experiments')).toMatchObject({
      state: 'missing',
      evidence: expect.stringMatching(/^apps\/team-1\/homework.json: it is not JSON/),
    });
    expect(grade.items.find(({ id }) => id === 'discussion')?.state).toBe('ok');
  });

  test("another team's homework does not count", () => {
    made.edit(made.workspace.homeworkFile('team-1'), (homework) =>
      Object.assign(homework, { team: 'team-2' }),
    );
    expect(made.item('s1-1', 'own-experiment')).toMatchObject({
      state: 'missing',
      evidence: 'apps/team-1/homework.json: it says team "team-2"',
    });
  });

  test('ablations and sweeps are experiments of the members who take their turn; repeats of seeds are none', () => {
    made.edit(made.workspace.homeworkFile('team-1'), (homework) => {
      Object.assign(homework, { ablate: ['gap'], sweep: { dropout: [0.2] }, seeds: 3 });
    });
    const evidence = made.item('s1-1', 'four-experiments').evidence;
    expect(evidence).toMatch(/no-gap, dropout-0-2\)$/);
    expect(evidence).not.toContain('-seed-');
    const before = made.workspace.runFolder('team-1', 'baseline', 'tf_flowers');
    const repeat = made.workspace.runFolder('team-1', 'baseline-seed-2', 'tf_flowers');
    const grades = () => JSON.stringify(gradeTeam(made.workspace, 'team-1'));
    const without = grades();
    cpSync(before, repeat, { recursive: true });
    expect(grades()).toBe(without);
  });

  test('an unknown student and a missing team are wrong usage', () => {
    expect(() => gradeTeam(made.workspace, 'team-1', { students: ['s9-9'] })).toThrow(StudentUnknownError);
    expect(() => gradeTeam(made.workspace, 'team-9')).toThrow('There is no team file');
  });

  test('nothing that a student wrote is changed, even where everything is read-only', () => {
    const file = made.workspace.discussionFile('team-1', 's1-1');
    const before = readFileSync(file, 'utf8');
    chmodSync(file, 0o444);
    gradeTeam(made.workspace, 'team-1');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
