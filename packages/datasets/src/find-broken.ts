import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { TeamnetError } from '@teamnet/records';
import { decodeImage } from './decode/decode-image.js';
import { decodeProblem } from './decode/decode-problem.js';
import { ImageFolderError, InterruptedError, PreparedInvalidError } from './errors.js';
import type { ExampleStore, StoredExample } from './example-store.js';
import { inParallel } from './in-parallel.js';

/** An example whose image cannot be had. */
export interface BrokenExample {
  /** Stored split, and the example's place in its order, from 0 up. */
  split: string;
  index: number;
  key: string;
  /** Absolute path of the image, or of the TFRecord file that holds it. */
  file: string;
  /** Byte of `file` at which the record starts; 0 in a file that is one image. */
  offset: number;
  /** What is wrong, without the path: it travels with a run. */
  reason: string;
}

/**
 * Reads and decodes every example and gives those with which that does not work, in the data set's order.
 * @throws InterruptedError, and any error that is not about one example
 */
export async function findBroken(
  { splits, read }: ExampleStore,
  options: { signal?: AbortSignal | undefined; onDone?: (done: number, total: number) => void },
): Promise<BrokenExample[]> {
  const all = splits.flatMap(({ name, examples }) =>
    examples.map((example, index) => ({ split: name, index, example })),
  );
  const broken: BrokenExample[] = [];
  let done = 0;
  await inParallel(
    all,
    availableParallelism() * 2,
    async ({ example }) => {
      if (options.signal?.aborted) throw new InterruptedError('Looking for broken images');
      return example.broken ?? (await brokenness(example, read));
    },
    (reason, place) => {
      const { split, index, example } = all[place]!;
      const { key, file, offset } = example;
      if (reason !== undefined) broken.push({ split, index, key, file, offset, reason });
      options.onDone?.(++done, all.length);
    },
  );
  return broken;
}

async function brokenness(example: StoredExample, read: ExampleStore['read']): Promise<string | undefined> {
  let encoded: Uint8Array;
  try {
    encoded = await read(example);
  } catch (error) {
    if (error instanceof PreparedInvalidError) return error.problem;
    if (error instanceof ImageFolderError)
      return error.problem.replaceAll(example.file, basename(example.file));
    throw error;
  }
  try {
    // Small, because only whether it works matters; every pixel is decoded before it is made small.
    await decodeImage(encoded, 8);
    return undefined;
  } catch (error) {
    if (error instanceof TeamnetError) throw error;
    return decodeProblem(error);
  }
}
