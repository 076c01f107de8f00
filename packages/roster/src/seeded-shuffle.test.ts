import { expect, test } from 'vitest';
import { seededShuffle } from './seeded-shuffle.js';

test('a shuffle keeps all items, leaves the input alone and depends on nothing but the seed', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = seededShuffle(items, 3);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
  expect(seededShuffle(items, 3)).toEqual(shuffled);
  expect(seededShuffle(items, 4)).not.toEqual(shuffled);
});

test('over many seeds each item comes first about equally often', () => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) counts[seededShuffle([0, 1, 2, 3], seed)[0]!]!++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
