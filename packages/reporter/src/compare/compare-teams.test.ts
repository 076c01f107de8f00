import { afterAll, beforeAll, expect, test } from 'vitest';
import { NoTeamsError } from '../errors.js';
import { FixtureClass, FOUR, makeHomework } from '../testing/fixture-class.js';
import { compareTeams } from './compare-teams.js';
import type { Comparison } from './comparison.js';
import { renderComparison } from './render-comparison.js';

let made: FixtureClass;
let comparison: Comparison;
beforeAll(async () => {
  made = new FixtureClass('team-1', [{ id: 's1-1', name: '=HYPERLINK("http://x","y")' }, ...FOUR.slice(1)]);
  made.addTeam(makeHomework('team-2', FOUR, 'en'), (run) => {
    if (run.experiment === 'baseline') run.dataset.source = 'stand-in';
  });
  made.write('apps/team-2/runs/no-augment/tf_flowers/run.json', '{}');
  made.write('teams/team-3.json', 'nonsense');
  comparison = await compareTeams(made.workspace, ['team-1', 'team-2', 'team-3']);
});
afterAll(() => made.remove());

test('every team, experiment and data set has a row; a team that cannot be read costs the others nothing', () => {
  expect(comparison.rows.length).toBe(20);
  expect(comparison.rows.filter(({ result }) => result === null)).toMatchObject([
    { team: 'team-2', experiment: 'no-augment', dataset: 'tf_flowers' },
  ]);
  expect(comparison.problems.map(({ team }) => team)).toEqual(['team-3']);
  expect(JSON.stringify(comparison)).not.toContain(made.workspace.root);
});

test('CSV holds one line a row, and no cell that a spreadsheet would run', async () => {
  const { text: csv } = await renderComparison(comparison, 'csv');
  const lines = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(lines.length).toBe(21);
  expect(lines[0]).toMatch(/^team,experiment,dataset,by,shared,accuracy,/);
  expect(lines[1]).toContain(`,"'=HYPERLINK(""http://x"",""y"")",yes,0.93`);
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
});

test('JSON is the comparison itself', async () => {
  const { text } = await renderComparison(comparison, 'json');
  expect(JSON.parse(text)).toEqual(comparison);
});

test('the pages put the highest accuracy first, mark stand-ins, and tell what is not there', async () => {
  const { text: markdown } = await renderComparison(comparison, 'markdown');
  const [, first] = /<!-- section: rock_paper_scissors -->[\s\S]*?:-- \|\n(.*)\n/.exec(markdown)!;
  expect(first).toContain('`no-separable`');
  expect(markdown).toContain('⚠ stand-in');
  expect(markdown).toMatch(/\| `team-2` \| `no-augment` \| tf_flowers \|/);
  expect(markdown).toContain('team-3: ');
  const { text: html } = await renderComparison(comparison, 'html', { language: 'ko' });
  expect(html).toContain('<html lang="ko">');
  expect(html).not.toMatch(/<script|<b>/);
});

test('without a team there is nothing to compare', async () => {
  await expect(compareTeams(made.workspace, [])).rejects.toThrow(NoTeamsError);
});
