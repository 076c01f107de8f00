import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '@teamnet/records';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RunUnknownError } from '../errors.js';
import { FixtureClass, FOUR } from '../testing/fixture-class.js';
import { keepPredictions } from '../testing/keep-predictions.js';
import { compareRuns } from './compare-runs.js';
import { namesRun } from './find-run.js';
import { renderRunComparison } from './render-run-comparison.js';

let made: FixtureClass;
beforeAll(() => {
  made = new FixtureClass('team-1', [{ id: 's1-1', name: '=cmd <b>|' }, ...FOUR.slice(1)]);
  for (const experiment of ['baseline', 'no-augment', 'no-batch-norm'])
    keepPredictions(made, experiment, 'tf_flowers');
  keepPredictions(made, 'no-separable', 'tf_flowers', (label, number) => `other/${label}/${number}.jpg`);
});
afterAll(() => made.remove());

const run = (experiment: string, dataset = 'tf_flowers') => `team-1/${experiment}/${dataset}`;
const compare = (first: string, second: string) =>
  compareRuns(made.workspace, [first, second], made.workspace.root);
/** With ordinary blanks. */
const page = async (first: string, second: string, language: 'en' | 'ko' = 'en') =>
  (await renderRunComparison(await compare(first, second), 'markdown', { language })).text.replaceAll(
    '\u00a0',
    ' ',
  );

test('only what differs in the settings is listed', async () => {
  const { settings, circumstances } = await compare(run('baseline'), run('no-augment'));
  expect(settings).toEqual([
    { path: ['training', 'augment'], first: ['flip', 'rotate', 'zoom'], second: [] },
  ]);
  expect(circumstances).toEqual([{ name: 'student', first: 's1-1', second: 's1-4' }]);
  const markdown = await page(run('baseline'), run('no-augment'));
  expect(markdown).toContain('| `training.augment` | flip, rotate, zoom | none |');
});

test('on the same images McNemar’s test tells whether the difference is clear, and what it does not say', async () => {
  const { accuracy } = await compare(run('baseline'), run('no-batch-norm'));
  const { sameImages } = accuracy;
  expect(sameImages!.images).toBe(551);
  const { bothRight, onlyFirst, onlySecond, bothWrong } = sameImages!;
  expect(bothRight + onlyFirst + onlySecond + bothWrong).toBe(551);
  expect((onlySecond - onlyFirst) / 551).toBeCloseTo(accuracy.difference, 12);
  expect(accuracy.clear).toBe(true);
  const markdown = await page(run('baseline'), run('no-batch-norm'));
  expect(markdown).toMatch(/McNemar’s exact test: p &lt; 0\.001\. .*So baseline is better on these images/);
  expect(markdown).toContain('It says nothing about the luck of a seed');
  expect(await page(run('baseline'), run('no-batch-norm'), 'ko')).toContain('맥니마 정확 검정: p &lt; 0.001');
});

test('a run against itself differs in nothing', async () => {
  const { settings, circumstances, accuracy, first, second } = await compare(
    run('baseline'),
    run('baseline'),
  );
  expect([settings, circumstances]).toEqual([[], []]);
  expect(accuracy).toMatchObject({ difference: 0, clear: false, sameImages: { p: 1 } });
  expect([first.name, second.name]).toEqual(['A team-1/baseline/tf_flowers', 'B team-1/baseline/tf_flowers']);
  expect(await page(run('baseline'), run('baseline'))).toContain('Their settings are the same.');
});

test('other test images, missing and exchanged predictions are said, and there is no test image by image', async () => {
  const others = await compare(run('baseline'), run('no-separable'));
  expect(others.accuracy).toMatchObject({ sameImages: null, notPaired: 'other-images' });
  const none = await compare(run('baseline'), run('no-residual'));
  expect(none.accuracy).toMatchObject({ sameImages: null, notPaired: 'no-predictions' });
  expect(await page(run('baseline'), run('no-residual'))).toContain('were not kept');
  const folder = made.workspace.runFolder('team-1', 'no-augment', 'tf_flowers');
  appendFileSync(join(folder, 'predictions.jsonl'), '\n');
  const exchanged = await compare(run('baseline'), run('no-augment'));
  expect(exchanged.accuracy.notPaired).toBe('no-predictions');
});

test('of two data sets neither labels nor images are compared, and no difference is called clear', async () => {
  const { accuracy, classes, confusion } = await compare(
    run('baseline'),
    run('baseline', 'rock_paper_scissors'),
  );
  expect(accuracy).toMatchObject({ notPaired: 'other-dataset', clear: false });
  expect([classes, confusion]).toEqual([null, null]);
  expect(await page(run('baseline'), run('baseline', 'rock_paper_scissors'))).toContain(
    'The two have other labels',
  );
});

test('labels and confusion matrices are subtracted label by label', async () => {
  const { classes, confusion } = await compare(run('baseline'), run('no-batch-norm'));
  const read = JSON.parse(
    made.readText(made.workspace.runFile('team-1', 'no-batch-norm', 'tf_flowers')),
  ) as Run;
  expect(classes!.map(({ recall }) => recall[1])).toEqual(read.test.perClass.map(({ recall }) => recall));
  for (const row of confusion!.shares) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(0, 12);
  const [[right]] = confusion!.shares as [[number]];
  expect(right).toBeCloseTo(classes![0]!.recall[1]! - classes![0]!.recall[0]!, 12);
});

test('every format holds the numbers, and a spreadsheet runs none of them', async () => {
  const comparison = await compare(run('baseline'), run('no-batch-norm'));
  const { text: json } = await renderRunComparison(comparison, 'json');
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(comparison)));
  const { text: csv } = await renderRunComparison(comparison, 'csv');
  expect(csv).toMatch(/^\uFEFFpart,name,first,second,difference,value\r\n/);
  expect(csv).toContain(`result,accuracy,${comparison.first.accuracy},${comparison.second.accuracy},`);
  expect(csv).toContain(`run,by,'=cmd <b>|,`);
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
  const { text: html } = await renderRunComparison(comparison, 'html', { language: 'ko' });
  expect(html).not.toMatch(/<script|<b>|undefined|NaN/);
  expect(html.match(/<svg/g)).toHaveLength(5);
  const { text: markdown, pictures } = await renderRunComparison(comparison, 'markdown', { figures: 'f' });
  expect(pictures.map(({ file }) => file)).toContain('runs-confusion.svg');
  for (const { file } of pictures) expect(markdown).toContain(`](f/${file})`);
});

test('a run is found by its folder, its file and its name, else one sentence names some', async () => {
  const folder = 'apps/team-1/runs/baseline/tf_flowers';
  for (const name of [folder, `${folder}/`, `${folder}/run.json`, run('baseline')]) {
    expect(namesRun(name, made.workspace.root)).toBe(true);
    expect((await compare(name, run('baseline'))).first.experiment).toBe('baseline');
  }
  expect(namesRun('team-1', made.workspace.root)).toBe(false);
  for (const name of ['team-1/nothing/tf_flowers', '../team-1/x', 'apps/team-1', 'team-1/../..'])
    await expect(compare(run('baseline'), name)).rejects.toThrow(RunUnknownError);
});
