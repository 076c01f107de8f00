/**
 * Runs `work` over all items with at most `width` at once and hands each result on in the order of the items.
 * The first error ends it, after the work under way has settled.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>,
  next: (result: R, index: number) => void,
): Promise<void> {
  const ready = new Map<number, R>();
  let started = 0;
  let handed = 0;
  let failed = false;
  const worker = async () => {
    while (!failed && started < items.length) {
      const index = started++;
      try {
        ready.set(index, await work(items[index]!, index));
        for (; ready.has(handed); handed++) {
          const result = ready.get(handed)!;
          ready.delete(handed);
          next(result, handed);
        }
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: width }, worker));
  const broken = outcomes.find((outcome) => outcome.status === 'rejected');
  if (broken) throw broken.reason;
}
