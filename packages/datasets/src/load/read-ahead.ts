import { availableParallelism } from 'node:os';

/**
 * Does the work of each item some items ahead and hands results on in order; the first is there as soon as its own work
 * is done. Work of items that nobody asks for any more is not begun.
 */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  ahead = availableParallelism() * 2,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  for (let next = 0, done = 0; done < items.length; done++) {
    while (next < items.length && pending.length < ahead) {
      const result = work(items[next++]!);
      // Its error is thrown when its turn comes.
      result.catch(() => {});
      pending.push(result);
    }
    yield await pending.shift()!;
  }
}
