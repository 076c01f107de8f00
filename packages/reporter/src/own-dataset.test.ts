import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Homework } from '@teamnet/records';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeSite } from './class-site/write-site.js';
import { compareTeams } from './compare/compare-teams.js';
import { renderComparison } from './compare/render-comparison.js';
import { datasetScales } from './figures/dataset-encoding.js';
import { FixtureClass, FOUR, makeHomework } from './testing/fixture-class.js';
import { writeReports } from './write-reports.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LICENSE = 'CC BY 4.0, Wanda Secret';
const SECRET = /s1-3|wanda|secret/i;
/** Two experiments on the course's data sets and one of the team's own. */
const withOwn = (homework: Homework, name: string): Homework => ({
  ...homework,
  experiments: homework.experiments.slice(0, 2),
  datasets: [...homework.datasets, name],
  ownDatasets: [{ name, folder: `./${name}`, license: LICENSE }],
});

let made: FixtureClass;
beforeAll(async () => {
  made = new FixtureClass('team-9', [
    FOUR[0]!,
    FOUR[1]!,
    { ...FOUR[2]!, name: 'Wanda Secret', private: true },
  ]);
  for (const [team, name] of [
    ['team-1', 'leaves'],
    ['team-2', 'leaves'],
    ['team-3', 'wanda_photos'],
  ] as const)
    made.addTeam(withOwn(makeHomework(team, FOUR, team === 'team-2' ? 'ko' : 'en'), name), (run) => {
      if (run.dataset.name === 'tf_flowers' || run.dataset.name === 'rock_paper_scissors') return;
      run.dataset.license = LICENSE;
      if (team === 'team-2') run.dataset.fingerprint = '2'.repeat(64);
      if (team === 'team-3') run.dataset.notes = ['Images read from the folder team-3/wanda_photos.'];
    });
  for (const team of ['team-1', 'team-2']) await writeReports(made.workspace, team);
});
afterAll(() => made.remove());

const report = (team: string) => made.readText(join(made.workspace.reportsFolder(team), 's1-1.md'));

test("a report tells of three data sets: what the team's own is, and how hard it is beside the course's", () => {
  const text = report('team-1');
  expect(text).toContain('one network (mini-xception), three data sets');
  expect(text).toContain('The team trains it on three data sets and');
  expect(text).toMatch(
    /### leaves\n\nThe team's own data set, beside those of the course; images from its folder\./,
  );
  expect(text).toContain(`Licence of the photos: ${LICENSE}.\n`);
  expect(text).toContain('| rock_paper_scissors | tf_flowers | leaves |');
  const harder = [
    ...text.matchAll(
      /^> ?-? ?baseline is right more often on (\S+) .* than on (\S+) |^- baseline is right more often on (\S+) \(.*\) than on (\S+) /gm,
    ),
  ];
  expect(harder.map((found) => found.slice(1).filter(Boolean))).toEqual([
    ['rock_paper_scissors', 'leaves'],
    ['leaves', 'tf_flowers'],
  ]);
  expect(text).toContain('The same network on each of its data sets');
  expect(report('team-2')).toContain('데이터셋 셋');
  expect(report('team-2')).toContain('세 데이터셋으로 학습시키고');
});

test('charts tell three data sets apart, and two as ever', () => {
  const { color, strokeDash, shape } = datasetScales(['a', 'b', 'c']);
  for (const { domain, range } of [color, strokeDash, shape]) {
    expect(domain).toEqual(['a', 'b', 'c']);
    expect(new Set(range.map(String)).size).toBe(3);
  }
  expect(datasetScales(['a', 'b'])).toMatchObject({
    color: { range: ['#0072b2', '#d55e00'] },
    shape: { range: ['circle', 'triangle-up'] },
  });
  const line = made.readText(
    join(made.workspace.reportsFolder('team-1'), 'figures/s1-1/baseline-convergence.svg'),
  );
  expect(line).toContain('#009e73');
});

test('a comparison has each pair of data sets, and does not compare images that only have a name in common', async () => {
  const comparison = await compareTeams(made.workspace, ['team-1', 'team-2']);
  const pairs = comparison.networks.filter(
    ({ team, experiment }) => team === 'team-1' && experiment === 'baseline',
  );
  expect(pairs.map(({ sides }) => sides.map(({ dataset }) => dataset))).toEqual([
    ['rock_paper_scissors', 'tf_flowers'],
    ['rock_paper_scissors', 'leaves'],
    ['tf_flowers', 'leaves'],
  ]);
  const across = comparison.experiments.find(({ dataset }) => dataset === 'leaves')!;
  expect(across.teams.map(({ reason }) => reason)).toContain('other-images');
  const { text } = await renderComparison(comparison, 'markdown');
  expect(text).toMatch(
    /<!-- section: own-leaves -->\n\n## leaves\n\n> \[!WARNING\]\n> Not all runs were trained and tested on the same images/,
  );
});

test("the class's page has columns for the course's data sets only, and nobody private is in a data set's words", async () => {
  const out = join(made.workspace.root, 'site');
  await writeSite(made.workspace, out);
  const read = (file: string) =>
    readFileSync(join(out, file), 'utf8').replace(/src="data:image\/png[^"]*"/g, '');
  const head = /<thead>.*?<\/thead>/s.exec(read('index.html'))![0];
  expect(head).toContain('tf_flowers');
  expect(head).not.toContain('leaves');
  expect(read('team-1/index.html')).toContain('leaves');
  for (const file of ['index.html', 'team-3/index.html', 'team-3/reports/s1-1.html', 'comparison.csv'])
    expect(SECRET.exec(read(file))?.[0], file).toBeUndefined();
  expect(read('team-3/reports/s1-1.html')).toContain('member-1_photos');
});
