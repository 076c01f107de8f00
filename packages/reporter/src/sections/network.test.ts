import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());

test('the layers of a run show what they cost, those of an earlier Teamnet do not', async () => {
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
  expect(made.report('s1-1')).toMatch(/\| Layer +\| Type +\| Output shape +\| Parameters \| Connected to/);
  expect(made.report('s1-1')).not.toContain('MFLOP');
  for (const dataset of ['rock_paper_scissors', 'tf_flowers'] as const)
    made.relist('baseline', dataset, (run) => {
      for (const layer of run.model.layers) Object.assign(layer, { flops: 2_450_000, activationBytes: 3072 });
    });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
  const markdown = made.report('s1-1');
  expect(markdown).toMatch(/\| Parameters \| +MFLOP \| Connected to/);
  expect(markdown).toMatch(/\| conv2d .*48\u00a0×\u00a048\u00a0×\u00a032 .*\| +2,400 \| +2\.45 \| input/);
  expect(markdown).toContain('One image takes 12.3 million floating-point operations forward');
});
