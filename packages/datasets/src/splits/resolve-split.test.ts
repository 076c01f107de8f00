import { expect, test } from 'vitest';
import { resolveSplit } from './resolve-split.js';
import golden from './tfds-splits.golden.json' with { type: 'json' };

/** As tfds-splits.golden.py has them. */
const SPLITS = [
  { name: 'train', shardLengths: [1260, 1261] },
  { name: 'test', shardLengths: [100, 99, 101, 72] },
];

test('expressions pick the records that TFDS picks', () => {
  expect(golden.accepted.length).toBeGreaterThan(200);
  for (const { expression, intervals } of golden.accepted)
    expect([
      expression,
      resolveSplit(expression, SPLITS).map(({ split, from, to }) => [split, from, to]),
    ]).toEqual([expression, intervals]);
});

test('what TFDS refuses is refused, with the expression in the message', () => {
  expect(golden.refused.length).toBeGreaterThan(15);
  for (const expression of golden.refused)
    expect(() => resolveSplit(expression, SPLITS), expression).toThrow(`Split "${expression}":`);
});

test('the messages say what is wrong', () => {
  expect(() => resolveSplit('validation', SPLITS)).toThrow(
    'there is no split "validation"; there is train, test.',
  );
  expect(() => resolveSplit('train[:9999]', SPLITS)).toThrow('train has only 2521 examples.');
  expect(() => resolveSplit('train[5%]', SPLITS)).toThrow('a single index must be a shard');
  expect(() => resolveSplit('train[:0]', SPLITS)).toThrow('it picks no example.');
});
