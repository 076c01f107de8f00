import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.js';

/** Counts up, noting what was taken, and breaks at `end`. */
function* counting(end: number, taken: number[]): Generator<number> {
  for (let item = 0; item < end; item++) {
    taken.push(item);
    yield item;
  }
  throw new Error('the source broke');
}

test('results come in order though later work ends first, and what the source threw comes behind them', async () => {
  const taken: number[] = [];
  const got: number[] = [];
  const work = async (item: number) => {
    await new Promise((resolve) => setTimeout(resolve, 5 - item));
    return item * 10;
  };
  const read = async () => {
    for await (const result of readAhead(counting(5, taken), work, () => 3)) got.push(result);
  };
  await expect(read()).rejects.toThrow('the source broke');
  expect(got).toEqual([0, 10, 20, 30, 40]);
});

test('no more items are taken than are worked on', async () => {
  const taken: number[] = [];
  const results = readAhead(
    counting(9, taken),
    async (item) => item,
    () => 3,
  );
  expect(await results.next()).toEqual({ done: false, value: 0 });
  expect(taken).toEqual([0, 1, 2]);
  await results.return(undefined);
  expect(taken).toEqual([0, 1, 2]);
});
