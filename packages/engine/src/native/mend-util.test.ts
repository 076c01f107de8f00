import { expect, test } from 'vitest';
import { mendUtil } from './mend-util.js';

test('util has what Node 23 took out of it, and nothing that warns', () => {
  const util: Record<string, unknown> = { isArray: () => process.emitWarning('deprecated') };
  mendUtil(util);
  const isNullOrUndefined = util.isNullOrUndefined as (value: unknown) => boolean;
  expect([null, undefined, 0, '', false].map(isNullOrUndefined)).toEqual([true, true, false, false, false]);
  expect(util.isArray).toBe(Array.isArray);
});
