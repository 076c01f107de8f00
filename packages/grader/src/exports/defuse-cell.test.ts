import { expect, test } from 'vitest';
import { defuseCell } from './defuse-cell.js';

test.each([
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1+1',
  '\u00A0=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '-',
  '+',
  '- a list',
  '-1;=1',
])('%j is no formula any more', (cell) => expect(defuseCell(cell)).toBe(`'${cell}`));

test.each(['', '0', '-1', '+1', '-1.5', '-1,5', 'a=1', '1-2', 'minji@example.com', '김민지', "'=1"])(
  '%j stays as it is',
  (cell) => expect(defuseCell(cell)).toBe(cell),
);
