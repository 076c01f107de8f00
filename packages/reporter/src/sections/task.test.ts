import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());

test('a note says no folder of the machine that trained', async () => {
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.notes = [
      'Images read from /home/minji/data/photos.',
      'Read from C:\\Users\\Minji\\data\\photos; see https://example.org/a/b and/or ask.',
    ];
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
  const markdown = made.report('s1-1');
  expect(markdown).toContain('- Images read from …/photos.');
  expect(markdown).toContain('- Read from …/photos; see https://example.org/a/b and/or ask.');
});
