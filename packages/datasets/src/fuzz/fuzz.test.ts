import { expect, test } from 'vitest';
import { fuzzTarget } from './fuzz-target.js';
import { fuzzTargets } from './targets.js';

/** A slice of `npm run fuzz:data`: of every 100 inputs one, always the same. */
for (const target of fuzzTargets)
  test(`the ${target.name} reader gives a right answer or a clear error for mutated input`, async () => {
    const inputs = Math.ceil(target.inputs / 100);
    const { outcomes, failure } = await fuzzTarget(target, { seed: 20261125, inputs });
    expect(failure).toBeNull();
    // Neither is all refused at the door nor is nothing ever wrong.
    expect(Object.keys(outcomes).length).toBeGreaterThan(1);
    expect(outcomes.answer).toBeGreaterThan(0);
  });

test('the targets take 20,000 inputs together', () => {
  expect(fuzzTargets.reduce((sum, { inputs }) => sum + inputs, 0)).toBe(20_000);
});
