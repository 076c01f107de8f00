import { existsSync } from 'node:fs';
import { readHomework, readPredictions, readRepeatRuns, readTeamRuns } from '@teamnet/records';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainedRun } from './train-team.js';

const made = new FixtureWorkspace();
let trained: TrainedRun[];
beforeAll(async () => {
  Object.assign(made.homework, { seeds: 2, ablate: ['gap'] });
  trained = await made.train({ profile: 'short' });
});
afterAll(() => made.remove());

test('an ablation and the repeats of all experiments are trained, repeats last, with the next seed', () => {
  expect(
    trained.map(({ experiment, run }) => [
      experiment,
      run.settings.training.seed,
      run.settings.model.options.globalPooling ?? true,
    ]),
  ).toEqual([
    ['baseline', 1, true],
    ['no-gap', 1, false],
    ['baseline-seed-2', 2, true],
    ['no-gap-seed-2', 2, false],
  ]);
  expect(new Set(trained.map(({ run }) => run.id)).size).toBe(4);
  expect(existsSync(made.runFolder('no-gap-seed-2'))).toBe(true);
});

test('readers find the repeats beside the experiments, not among them', () => {
  const homework = readHomework(made.workspace.homeworkFile(made.team));
  const ids = (runs: ReturnType<typeof readTeamRuns>) =>
    runs.filter(({ run }) => run !== null).map(({ experiment }) => experiment.id);
  expect(ids(readTeamRuns(made.workspace, homework))).toEqual(['baseline', 'no-gap']);
  expect(ids(readRepeatRuns(made.workspace, homework))).toEqual(['baseline-seed-2', 'no-gap-seed-2']);
});

test('the predictions of the test images are kept, and agree with run.json', () => {
  for (const { run, folder } of trained) {
    const predictions = readPredictions(run, folder)!;
    expect(new Set(predictions.map(({ key }) => key)).size).toBe(run.test.numExamples);
    const right = predictions.filter(({ label, predicted }) => label === predicted).length;
    expect(right / predictions.length).toBe(run.test.accuracy);
    for (const wrong of run.test.misclassified)
      expect(predictions.find(({ key }) => key === wrong.key)).toMatchObject({
        label: wrong.label,
        predicted: wrong.predicted,
      });
  }
});

test('an experiment that is chosen brings its repeats along, and a repeat can be chosen alone', async () => {
  const ids = async (experiment: string) =>
    (await made.train({ profile: 'short', experiments: [experiment] })).map((run) => run.experiment);
  expect(await ids('no-gap')).toEqual(['no-gap', 'no-gap-seed-2']);
  expect(await ids('baseline-seed-2')).toEqual(['baseline-seed-2']);
  expect(made.events).toMatchObject([{ type: 'run-skipped' }]);
});
