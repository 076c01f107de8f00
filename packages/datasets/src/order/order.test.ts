import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedData } from '../testing/shared-data.js';
import { roundHalfEven, shardLengths } from './shard-lengths.js';
import { shuffledOrder } from './shuffled-order.js';

test.skipIf(!sharedData).each([
  ['rock_paper_scissors', 'train', 2520],
  ['rock_paper_scissors', 'test', 372],
  ['tf_flowers', 'train', 3670],
])("%s %s is put into TFDS' order", (name, split, count) => {
  const keys = readFileSync(`${sharedData}/tfds_order/tfds_order.${name}.${split}.txt`, 'utf8')
    .trim()
    .split('\n');
  expect(keys.length).toBe(count);
  const sorted = [...keys].sort().map((key) => ({ key }));
  expect(shuffledOrder(split, sorted).map(({ key }) => key)).toEqual(keys);
});

test("the shards are as many and as long as TFDS' dataset_info.json says", () => {
  expect(shardLengths(200_412_490, 2520)).toEqual([1260, 1260]);
  expect(shardLengths(29_469_173, 372)).toEqual([372]);
  expect(shardLengths(232_609_257, 3670)).toEqual([1835, 1835]);
  expect(shardLengths(3_150_056, 10_000)).toEqual([10_000]);
  expect(shardLengths(5 * 2 ** 30, 10).length).toBe(8);
});

test('halves are rounded as in Python', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, -2.6].map(roundHalfEven).map((value) => value + 0)).toEqual([
    0, 2, 2, 0, -2, 2, -3,
  ]);
});
