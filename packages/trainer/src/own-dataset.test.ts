import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Run, readRun, toJson } from '@teamnet/records';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TrainingPlanError } from './errors.js';
import { evaluateAgain } from './evaluate-again.js';
import { FixtureWorkspace } from './testing/make-workspace.js';

const made = new FixtureWorkspace();
const folder = join(made.workspace.appFolder(made.team), 'leaves');
const runFolder = made.workspace.runFolder(made.team, 'baseline', 'leaves');
const run = (): Run => readRun(join(runFolder, 'run.json'));
const LEAVES = { name: 'leaves', folder: './leaves', license: 'CC BY 4.0, Team 1' };

async function photo(label: string, number: number, shade = 0): Promise<void> {
  const file = join(folder, label, `${number}.png`);
  mkdirSync(dirname(file), { recursive: true });
  const background = { r: label === 'oak' ? 200 : 40, g: 6 * number, b: shade };
  await sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toFile(file);
}

beforeAll(async () => {
  for (const label of ['oak', 'ash']) for (let i = 0; i < 20; i++) await photo(label, i);
  made.homework = {
    ...made.homework,
    datasets: ['leaves'],
    ownDatasets: [LEAVES],
    model: { name: 'simple-cnn', options: { sizes: [4] } },
  };
  Object.assign(made.homework.training, { epochs: 1 });
});
afterAll(() => made.remove());

test("a run on the team's own data set says where its images are from and whose they are", async () => {
  expect((await made.trainOne()).trained).toBe(true);
  const { name, version, source, labels, splits, license, homepage, notes } = run().dataset;
  expect({ name, version, source, labels, license, homepage, notes }).toEqual({
    ...{ name: 'leaves', version: '1.0.0', source: 'manual', labels: ['ash', 'oak'] },
    ...{ license: 'CC BY 4.0, Team 1', homepage: undefined },
    notes: ['Images read from the folder team-1/leaves.'],
  });
  expect([splits.train, splits.validation, splits.test].map((split) => split.numExamples)).toEqual([
    28, 6, 6,
  ]);
  expect((await evaluateAgain(runFolder, { data: made.data })).accuracy).toBe(run().test.accuracy);
});

test('it is trained again when an image has changed or has another label, and not when nothing has', async () => {
  const before = run().id;
  expect((await made.trainOne()).trained).toBe(false);
  await photo('oak', 3, 99);
  await expect(evaluateAgain(runFolder, { data: made.data })).rejects.toThrow(
    'is not the one that the run was tested on',
  );
  expect((await made.trainOne()).trained).toBe(true);
  expect(run().id).not.toBe(before);
  renameSync(join(folder, 'oak', '3.png'), join(folder, 'ash', 'was-oak.png'));
  expect((await made.trainOne()).trained).toBe(true);
});

test('another licence only changes what the run says; other splits train it again', async () => {
  const { id, timing } = run();
  made.homework.ownDatasets = [{ ...LEAVES, license: 'CC0', homepage: 'https://example.org/leaves' }];
  expect((await made.trainOne()).trained).toBe(false);
  expect(made.events).toContainEqual(expect.objectContaining({ type: 'run-skipped', refreshed: true }));
  expect(run()).toMatchObject({
    id,
    timing,
    dataset: { license: 'CC0', homepage: 'https://example.org/leaves' },
  });
  const splits = { train: 'train[:50%]', validation: 'train[50%:75%]', test: 'train[75%:]' };
  made.homework.ownDatasets = [{ ...LEAVES, splits }];
  expect((await made.trainOne()).trained).toBe(true);
  expect(run().dataset.splits.test).toMatchObject({ expression: 'train[75%:]', numExamples: 10 });
  made.homework.ownDatasets = [LEAVES];
  expect((await made.trainOne()).trained).toBe(true);
});

test('labels of the own data set may have weights, and others are refused with those that there are', async () => {
  made.homework.training.classWeights = { oak: 2, elm: 3 };
  await expect(made.train()).rejects.toThrow('names "elm", which is no label of the data sets');
  made.homework.training.classWeights = { oak: 2 };
  expect((await made.trainOne()).trained).toBe(true);
  delete made.homework.training.classWeights;
});

test("without the images a team-mate's run stands as it was given; what would have to be trained is refused at once", async () => {
  await made.trainOne();
  const away = `${folder}-of-a-mate`;
  renameSync(folder, away);
  const [given] = await made.train();
  expect(given).toMatchObject({ dataset: 'leaves', trained: false, run: { id: run().id } });
  expect(made.events).toMatchObject([{ type: 'run-kept', why: 'images-elsewhere', difference: null }]);

  made.homework.experiments.push({
    ...{ id: 'slower', by: 's1-2', question: 'Does a smaller step help?' },
    change: { training: { optimizer: { learningRate: 0.001 } } },
  });
  const refused = expect.objectContaining({
    message: expect.stringMatching(
      /there is no folder .*leaves\. Without its images slower cannot be trained on it\./,
    ),
    remedy: expect.stringContaining('collect the runs of who has them'),
  });
  await expect(made.train()).rejects.toThrow(TrainingPlanError);
  await expect(made.train()).rejects.toThrow(refused);
  await expect(made.train({ force: true })).rejects.toThrow('Without its images baseline, slower');

  const mates = join(made.workspace.runFolder(made.team, 'slower', 'leaves'), 'sharing.json');
  made.write(mates, toJson({ format: 'teamnet-sharing-1', student: 's1-2', withheld: true }));
  expect(await made.train()).toHaveLength(1);
  expect(made.events.map(({ type }) => type)).toEqual(['run-kept', 'run-withheld']);
  rmSync(dirname(mates), { recursive: true });
  renameSync(away, folder);
  made.homework.experiments.pop();
  expect((await made.trainOne()).trained).toBe(false);
  expect(JSON.parse(readFileSync(join(runFolder, 'run.json'), 'utf8')).id).toBe(run().id);
});

test("weights are taken to the own data set from the course's", async () => {
  made.homework.datasets = ['rock_paper_scissors', 'leaves'];
  made.homework.experiments.push({
    ...{ id: 'from-hands', by: 's1-1', question: 'Do hands help with leaves?' },
    change: { training: { transfer: { from: { run: 'baseline' }, method: 'initialization' } } },
  });
  await made.train({ experiments: ['baseline'] });
  await made.train({ experiments: ['from-hands'], datasets: ['leaves'] });
  const { transfer } = readRun(made.workspace.runFile(made.team, 'from-hands', 'leaves'));
  expect(transfer!.source).toMatchObject({ name: 'baseline on rock_paper_scissors' });
});
