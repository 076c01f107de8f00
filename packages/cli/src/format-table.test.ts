import { expect, test } from 'vitest';
import { formatTable } from './format-table.js';

test('columns line up, with Korean signs two wide', () => {
  expect(
    formatTable(
      ['name', 'runs'],
      [
        ['김민지', '2'],
        ['Jonas', '10'],
      ],
    ),
  ).toBe(['name    runs', '──────  ────', '김민지  2', 'Jonas   10'].join('\n'));
});
