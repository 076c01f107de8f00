import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Grade, Run } from '@teamnet/records';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassRoom, TEAM } from './support/class-room.js';
import { makePhotos } from './support/make-photos.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());

const runFile = (experiment: string, dataset: string) =>
  room.path('apps/team-t/runs', experiment, dataset, 'run.json');
const readRun = (experiment: string, dataset: string): Run =>
  JSON.parse(readFileSync(runFile(experiment, dataset), 'utf8'));
const grades = async (): Promise<Grade[]> =>
  JSON.parse((await room.teamnet(['grade', '--team', 'team-t', '--json'])).stdout);
const states = (grade: Grade) => Object.fromEntries(grade.items.map(({ id, state }) => [id, state]));

test('a student trains their own experiment from inside the app, on both data sets', async () => {
  const { code, stderr } = await room.teamnet(['train', '--student', 't-2'], {
    cwd: room.path('apps/team-t'),
  });
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/^error/m)]);
  const runs = readdirSync(room.path('apps/team-t/runs'));
  expect(runs.filter((name) => !name.startsWith('.'))).toEqual(['no-augment']);
  for (const dataset of ['rock_paper_scissors', 'tf_flowers']) {
    const run = readRun('no-augment', dataset);
    expect(run).toMatchObject({ student: 't-2', profile: 'full', dataset: { source: 'stand-in' } });
    expect(run.history).toHaveLength(1);
    expect(run.settings.training.augment).toEqual([]);
  }
  const [first, second] = [readRun('no-augment', 'rock_paper_scissors'), readRun('no-augment', 'tf_flowers')];
  expect(first.model.fingerprint).toBe(second.model.fingerprint);
});

test("a report says 'not shared' where team-mates have not trained, at no cost to the student", async () => {
  const { code } = await room.teamnet(['report', '--team', 'team-t']);
  expect(code).toBe(0);
  const report = readFileSync(room.path('apps/team-t/reports/t-2.md'), 'utf8');
  expect(report).toMatch(/not shared/);
  const accuracy = readRun('no-augment', 'tf_flowers').test.accuracy;
  expect(report).toContain((accuracy * 100).toFixed(1));
  for (const { name } of TEAM.members) expect(report).toContain(name.split(' (')[0]);

  const own = states((await grades()).find(({ student }) => student === 't-2')!);
  expect(own).toMatchObject({
    report: 'ok',
    roster: 'ok',
    'own-experiment': 'ok',
    'each-member': 'ok',
    'numbers-match': 'ok',
    discussion: 'empty',
  });
});

test('the discussion is the student’s: asked for by a template, never overwritten, shown in the report', async () => {
  const file = room.path('apps/team-t/discussion/t-2.md');
  const words =
    'The network overfits only a little: in epoch 1 the validation loss is as low as the training loss. ' +
    'Without augmentation it sees the same pictures again in each epoch, and I would have expected a wider gap. ' +
    'On the flowers it does worse, because petals differ more from photo to photo than hands do in front of a wall, ' +
    'and because there are five classes and not three.';
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${words}\n`);
  const before = readFileSync(file, 'utf8');
  expect((await room.teamnet(['report', '--team', 'team-t'])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readFileSync(room.path('apps/team-t/reports/t-2.md'), 'utf8')).toContain('petals differ more');
  const own = states((await grades()).find(({ student }) => student === 't-2')!);
  expect(own).toMatchObject({ discussion: 'ok', 'overfitting-discussed': 'ok' });
});

test('training the team trains the rest alone, and a second time nothing', async () => {
  const before = readRun('no-augment', 'tf_flowers');
  expect((await room.teamnet(['train', '--team', 'team-t'])).code).toBe(0);
  expect(readRun('no-augment', 'tf_flowers')).toEqual(before);
  const again = await room.teamnet(['train', '--team', 'team-t', '--json']);
  const runs: { trained: boolean }[] = JSON.parse(again.stdout);
  expect(runs.map(({ trained }) => trained)).toEqual(Array(8).fill(false));

  await room.teamnet(['report', '--team', 'team-t']);
  const first = await grades();
  for (const grade of first)
    expect(states(grade)).toMatchObject({
      'both-datasets': 'ok',
      'same-network': 'ok',
      'numbers-match': 'ok',
    });
  const file = room.path('apps/team-t/grades/t-1/grade.json');
  const bytes = readFileSync(file);
  await grades();
  expect(readFileSync(file)).toEqual(bytes);
});

test('changing one experiment in homework.json retrains that run alone', async () => {
  const file = room.path('apps/team-t/homework.json');
  const homework = JSON.parse(readFileSync(file, 'utf8'));
  homework.experiments[2].change.model.options.dropout = 0.2;
  writeFileSync(file, JSON.stringify(homework));
  const { stdout } = await room.teamnet(['train', '--team', 'team-t', '--json']);
  const runs: { experiment: string; trained: boolean }[] = JSON.parse(stdout);
  expect([...new Set(runs.filter(({ trained }) => trained).map(({ experiment }) => experiment))]).toEqual([
    'no-dropout',
  ]);
});

test('a trained network is measured on a folder of images and says what it sees in one', async () => {
  const photos = makePhotos(room.path('photos'), ['rock', 'paper', 'scissors'], 4);
  const run = join(runFile('baseline', 'rock_paper_scissors'), '..');
  const evaluated = await room.teamnet(['evaluate', run, '--images', await photos, '--json']);
  const result = JSON.parse(evaluated.stdout);
  expect(result.images).toBe(12);
  expect(result.confusion.flat().reduce((sum: number, count: number) => sum + count, 0)).toBe(12);
  expect(result.accuracy).toBeGreaterThanOrEqual(0);

  const image = join(await photos, 'rock', 'rock-0.jpg');
  const predicted = await room.teamnet(['predict', run, image, '--json']);
  const [prediction] = JSON.parse(predicted.stdout);
  expect(prediction.image).toBe(image);
  const sum = prediction.top.reduce(
    (total: number, { probability }: { probability: number }) => total + probability,
    0,
  );
  expect(sum).toBeCloseTo(1, 4);
});

test('a trained network is written for other programs, and what cannot be is one error', async () => {
  const run = join(runFile('baseline', 'rock_paper_scissors'), '..');
  const exported = await room.teamnet(['export', run, '--to', 'onnx', '--json']);
  const { path, bytes, labels } = JSON.parse(exported.stdout);
  expect(path).toBe(room.path('team-t-baseline-rock_paper_scissors.onnx'));
  expect(statSync(path).size).toBe(bytes);
  expect(labels).toEqual(['rock', 'paper', 'scissors']);
  const wrong = await room.teamnet(['export', run, '--to', 'keras', '--out', 'net.h5']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/ends with \.keras/);
});

test('compare puts the runs beside each other in every format', async () => {
  const csv = await room.teamnet(['compare', 'team-t', '--format', 'csv']);
  expect(csv.stdout.trim().split('\n').length).toBeGreaterThanOrEqual(8);
  expect(JSON.parse((await room.teamnet(['compare', 'team-t', '--json'])).stdout)).toBeTypeOf('object');
  expect((await room.teamnet(['compare', '--all', '--out', 'compare.html', '--format', 'html'])).code).toBe(
    0,
  );
  expect(existsSync(room.path('compare.html'))).toBe(true);
});

test('a run whose weights were changed by hand is not shared any more, and is trained again', async () => {
  const folder = join(runFile('baseline', 'tf_flowers'), '..');
  const weights = readRun('baseline', 'tf_flowers').files.find(({ path }) => path.endsWith('.bin'))!;
  const file = join(folder, weights.path);
  mkdirSync(room.path('kept'));
  copyFileSync(file, room.path('kept/weights.bin'));
  const bytes = readFileSync(file);
  bytes[10]! ^= 1;
  writeFileSync(file, bytes);
  await room.teamnet(['report', '--team', 'team-t']);
  expect(readFileSync(room.path('apps/team-t/reports/t-3.md'), 'utf8')).toMatch(/not shared/);
  const { stdout } = await room.teamnet(['train', '--team', 'team-t', '--json']);
  const runs: { experiment: string; dataset: string; trained: boolean }[] = JSON.parse(stdout);
  expect(runs.filter(({ trained }) => trained)).toMatchObject([
    { experiment: 'baseline', dataset: 'tf_flowers' },
  ]);
});
