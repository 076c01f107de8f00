import { availableParallelism } from 'node:os';

/**
 * Does the work of each item some items ahead and hands results on in order; the first is there as soon as its own work
 * is done. Work of items that nobody asks for any more is not begun, nor are such items taken.
 * @param ahead on how many items to work at once, after so many results were handed on
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  ahead: (handedOn: number) => number = () => availableParallelism() * 2,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  const coming = items[Symbol.iterator]();
  let over = false;
  for (let handedOn = 0; ; handedOn++) {
    while (!over && pending.length < ahead(handedOn)) {
      const result = begin(coming, work);
      if (result === null) over = true;
      else pending.push(result);
    }
    const first = pending.shift();
    if (!first) return;
    yield await first;
  }
}

/** Null where there is no item any more; what taking one threw is thrown when its turn comes, as its work's error is. */
function begin<Item, Result>(
  coming: Iterator<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result> | null {
  try {
    const { done, value } = coming.next();
    if (done) return null;
    const result = work(value);
    result.catch(() => {});
    return result;
  } catch (error) {
    const failed = Promise.reject(error);
    failed.catch(() => {});
    return failed;
  }
}
