import { allRepeats, type Homework, type Language, readHomework } from '@teamnet/records';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FixtureClass, FOUR, makeHomework } from '../testing/fixture-class.js';
import { makeRun } from '../testing/make-run.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
let team: Homework;
beforeAll(() => {
  const written: Homework = {
    ...makeHomework('team-2', FOUR, 'en'),
    ablate: ['residual', 'gap'],
    sweep: { learningRate: [0.0001, 0.001, 0.01] },
    seeds: 2,
  };
  made.addTeam(written);
  team = readHomework(made.workspace.homeworkFile('team-2'));
  const shared = [...team.experiments, ...allRepeats(team)].filter(({ id }) => id !== 'no-gap-seed-2');
  for (const experiment of shared)
    for (const dataset of team.datasets)
      makeRun(made.workspace, team, experiment, dataset, ({ test: result }) => {
        if (experiment.derived?.kind === 'repeat') result.accuracy -= 0.01;
      });
});
afterAll(() => made.remove());

const report = async (language: Language) => {
  const [written] = await writeReports(made.workspace, 'team-2', { students: ['s1-1'], language });
  const text = made.readText(written!.file);
  return text.slice(text.indexOf('section: team-experiments'), text.indexOf('section: comparison'));
};

test('repeats become means, spreads and tests; the sweep a figure with the baseline in it', async () => {
  const text = (await report('en')).replaceAll('\u00a0', ' ');
  expect(text).toContain('Everything was trained with 2 seeds');
  expect(text).toMatch(
    /\| `no-residual` \| \d\d\.\d %, \d\d\.\d % \| \d\d\.\d % ± 0\.7 pp \| \d\d\.\d–\d+\.\d % \| 722,244 \|/,
  );
  expect(text).toContain(
    'no-gap on tf_flowers: repeats that are not shared, or were trained with other settings: 1',
  );
  expect(text).toMatch(
    /\| `no-batch-norm` \| −\d+\.\d pp \(−\d+\.\d to −\d+\.\d\) \| \*\*worse\*\* \| – \| not available/,
  );
  expect(text).toMatch(/\| `no-separable` \| \+0\.\d pp \([^)]*\) \| no clear difference \|/);
  expect(text).toMatch(
    /by learningRate: 0\.0001 \d\d\.\d %, 0\.001 \(baseline\) \d\d\.\d %, 0\.01 \d\d\.\d %\./,
  );
  expect(text).not.toMatch(/`learning-rate-0-001`|baseline-seed-2|undefined|NaN/);
});

test('the same in Korean', async () => {
  const text = await report('ko');
  expect(text).toContain('시드 2개로 학습했다');
  expect(text).toMatch(/`no-separable` \| .* \| 뚜렷한 차이 없음 \|/);
  expect(text).toContain('learningRate 스윕');
  expect(text).not.toMatch(/undefined|NaN/);
});
