import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readHomework } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRun } from '../testing/make-run.js';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';

let made: FixtureClass;
const runFile = (experiment = 'baseline') => made.workspace.runFile('team-1', experiment, 'leaves');
const homeworkFile = () => made.workspace.homeworkFile('team-1');
const states = () => made.grade('s1-1').items.map(({ id, state }) => [id, state]);

/** A team that handed in everything, on a data set of its own as well. */
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
  made.edit(homeworkFile(), (homework) => homework.datasets.push({ name: 'leaves', folder: './leaves' }));
  const homework = readHomework(homeworkFile());
  for (const experiment of homework.experiments) makeRun(made.workspace, homework, experiment, 'leaves');
  made.report();
});
afterEach(() => made.remove());

test('a third data set makes no difference to any item, shared or not, whole or broken', () => {
  const all = states();
  expect(all.filter(([, state]) => state !== 'ok')).toEqual([]);
  const spoilt: (() => void)[] = [
    () => made.edit(runFile(), (run) => run.history.splice(2)),
    () => made.edit(runFile(), (run) => Object.assign(run.test, { numExamples: 10 })),
    () => made.edit(runFile(), (run) => run.files.pop()),
    () => made.edit(runFile(), (run) => Object.assign(run.model, { fingerprint: 'f'.repeat(64) })),
    () => writeFileSync(runFile(), '{'),
    () => rmSync(runFile()),
  ];
  for (const spoil of spoilt) {
    const before = readFileSync(runFile());
    spoil();
    made.report();
    expect(states()).toEqual(all);
    writeFileSync(runFile(), before);
  }
});

test("it stands for none of the course's: without those it is no run of the student", () => {
  for (const dataset of ['rock_paper_scissors', 'tf_flowers'])
    rmSync(made.workspace.runFile('team-1', 'baseline', dataset));
  made.report();
  for (const id of ['own-experiment', 'training-done', 'numbers-match'])
    expect(made.item('s1-1', id).state).toBe('not-shared');
  made.edit(homeworkFile(), (homework) => homework.datasets.splice(0, 1));
  expect(made.item('s1-1', 'both-datasets')).toMatchObject({
    state: 'missing',
    evidence: expect.stringContaining('without rock_paper_scissors'),
  });
});

test('what the report says of it must be so all the same', () => {
  expect(made.item('s1-1', 'numbers-match').evidence).toContain('15 runs');
  made.edit(runFile(), (run) => {
    run.test.accuracy = 0.5;
  });
  expect(made.item('s1-1', 'numbers-match')).toMatchObject({
    state: 'missing',
    evidence: expect.stringMatching(/says accuracy .*\(apps\/team-1\/runs\/baseline\/leaves\/run\.json\)/),
  });
});
