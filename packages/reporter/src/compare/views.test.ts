import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilterUnknownError } from '../errors.js';
import { FixtureClass, FOUR, makeHomework } from '../testing/fixture-class.js';
import { type CompareOptions, compareTeams } from './compare-teams.js';
import type { Comparison } from './comparison.js';
import { renderComparison } from './render-comparison.js';

let made: FixtureClass;
let comparison: Comparison;
const compare = (options: CompareOptions = {}) =>
  compareTeams(made.workspace, ['team-1', 'team-2', 'team-3', 'team-4'], options);

beforeAll(async () => {
  made = new FixtureClass();
  made.addTeam(makeHomework('team-2', FOUR, 'en'), (run) => {
    run.settings.training.optimizer.learningRate = 0.01;
    run.test.accuracy -= 0.3;
  });
  made.addTeam(makeHomework('team-3', FOUR, 'en'), (run) => {
    run.profile = 'quick';
    run.dataset.fingerprint = run.dataset.name === 'tf_flowers' ? 'f'.repeat(64) : run.dataset.fingerprint;
  });
  made.addTeam(makeHomework('team-4', FOUR, 'en'), (run) => {
    run.model.name = './src/model.ts';
    run.model.fingerprint = `${run.dataset.name === 'tf_flowers' ? 'a' : 'b'}`.repeat(64);
    run.timing.train = run.experiment === 'baseline' ? 1 : 500;
  });
  comparison = await compare();
});
afterAll(() => made.remove());

test('the same network on two data sets differs with an interval; another network is not compared', () => {
  const of = (team: string) =>
    comparison.networks.find((row) => row.team === team && row.experiment === 'baseline')!;
  const { sides, difference } = of('team-1');
  expect(sides.map(({ dataset }) => dataset)).toEqual(['rock_paper_scissors', 'tf_flowers']);
  expect(difference!.difference).toBeCloseTo(sides[0].accuracy - sides[1].accuracy, 12);
  expect(difference).toMatchObject({ method: 'images', p: null, clear: true });
  expect(of('team-4')).toMatchObject({ difference: null, reason: 'other-network' });
});

test('the same experiment across teams is held against the best on the same images with the same profile', async () => {
  const of = (dataset: string) =>
    comparison.experiments.find((one) => one.experiment === 'baseline' && one.dataset === dataset)!;
  const { best, teams } = of('tf_flowers');
  expect(best).toBe('team-1');
  const team = (name: string) => teams.find((one) => one.team === name)!;
  expect(team('team-1').difference).toBeNull();
  expect(team('team-2')).toMatchObject({
    difference: { method: 'images', clear: true },
    otherSettings: ['training.optimizer.learningRate'],
  });
  expect(team('team-2').difference!.difference).toBeCloseTo(-0.3, 12);
  expect(team('team-3')).toMatchObject({ difference: null, reason: 'other-images' });
  const hands = of('rock_paper_scissors').teams.find((one) => one.team === 'team-3');
  expect(hands).toMatchObject({ difference: null, reason: 'other-profile' });
  const { text } = await renderComparison(comparison, 'markdown');
  expect(text).toMatch(/\| `team-3` \|.*other images: not compared \|/);
  expect(text).toMatch(/\| `team-3` \|.*other profile: not compared \|/);
});

test('filters keep what fits every one of them', async () => {
  const filter = { experiments: ['baseline', 'no-augment'], datasets: ['tf_flowers'], students: ['박서준'] };
  const { rows } = await compare({ filter });
  expect(rows.map(({ team, experiment }) => `${team} ${experiment}`)).toEqual(
    [1, 2, 3, 4].map((number) => `team-${number} no-augment`),
  );
  const models = await compare({ filter: { models: ['./src/model.ts'], profiles: ['full'] } });
  expect(new Set(models.rows.map(({ team }) => team))).toEqual(new Set(['team-4']));
  const { text } = await renderComparison(await compare({ filter }), 'markdown');
  expect(text).toContain('Only runs of baseline, no-augment, tf_flowers');
});

test.each([
  [{ experiments: ['baselin'] }, /--experiment: .*"baselin"/, /baseline, no-residual/],
  [{ datasets: ['cifar10'] }, /--dataset: .*"cifar10"/, /rock_paper_scissors, tf_flowers/],
  [{ students: ['nobody'] }, /--student: .*"nobody"/, /s1-2 \(Jonas Weber\)/],
  [{ models: ['resnet'] }, /--model: .*"resnet"/, /mini-xception, \.\/src\/model\.ts/],
  [{ profiles: ['slow'] }, /--profile: .*"slow"/, /full, quick/],
])('an unknown value in %o is one error that names the known ones', async (filter, message, remedy) => {
  const error = await compare({ filter }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(FilterUnknownError);
  expect((error as FilterUnknownError).message).toMatch(message);
  expect((error as FilterUnknownError).remedy).toMatch(remedy);
});

test('rows are sorted by each key, both ways', async () => {
  const sorted = async (by: 'accuracy' | 'loss' | 'time' | 'parameters' | 'team', reverse = false) =>
    (await compare({ order: { by, reverse } })).rows;
  const values = async (by: 'accuracy' | 'loss' | 'time' | 'parameters', reverse = false) => {
    const key = {
      accuracy: 'accuracy',
      loss: 'loss',
      time: 'trainSeconds',
      parameters: 'parameters',
    } as const;
    return (await sorted(by, reverse)).map(({ result }) => result![key[by]]);
  };
  for (const by of ['loss', 'time', 'parameters'] as const) {
    const up = await values(by);
    expect(up).toEqual([...up].sort((a, b) => a - b));
    expect(await values(by, true)).toEqual([...up].sort((a, b) => b - a));
  }
  const best = await values('accuracy');
  expect(best).toEqual([...best].sort((a, b) => b - a));
  expect((await sorted('team'))[0]!.team).toBe('team-1');
  expect((await sorted('team', true))[0]!.team).toBe('team-4');
  const { text } = await renderComparison(
    await compare({ order: { by: 'time', reverse: false } }),
    'markdown',
  );
  expect(text).toContain('the shortest training first');
  expect(text).toMatch(/section: tf_flowers -->[\s\S]*?--: \| :-- \|\n\| `team-4` \| `baseline`/);
});

test('the views are tables of their own for a spreadsheet', async () => {
  const lines = async (view: 'networks' | 'teams') =>
    (await renderComparison(comparison, 'csv', { view })).text.trimEnd().split('\r\n');
  const networks = await lines('networks');
  expect(networks[0]).toMatch(/^\uFEFFteam,experiment,by,first,firstAccuracy,/);
  expect(networks).toHaveLength(1 + 20);
  expect(networks.at(-1)).toMatch(/,other-network$/);
  const teams = await lines('teams');
  expect(teams).toHaveLength(1 + 5 * 2 * 4);
  const width = teams[0]!.split(',').length;
  for (const line of teams) expect(line.replace(/"[^"]*"/g, '').split(',')).toHaveLength(width);
});

test('a page draws the accuracies and what they cost; Markdown names the drawings beside it', async () => {
  const { text: html } = await renderComparison(comparison, 'html');
  expect(html.match(/<svg/g)).toHaveLength(4);
  const { text, pictures } = await renderComparison(comparison, 'markdown', { figures: 'class-figures' });
  expect(pictures.map(({ file }) => file)).toEqual([
    'teams-rock_paper_scissors-accuracy.svg',
    'teams-tf_flowers-accuracy.svg',
    'teams-parameters.svg',
    'teams-time.svg',
  ]);
  for (const { file } of pictures) expect(text).toContain(`](class-figures/${file})`);
  const again = await renderComparison(await compare(), 'html');
  expect(again.text).toBe(html);
});
