import type { ExampleStore, StoredExample } from '../example-store.js';
import { resolveSplit } from './resolve-split.js';
import type { Split } from './split.js';

/** The examples that TFDS picks for a split, in its order. @throws SplitInvalidError */
export function pickExamples({ splits }: Pick<ExampleStore, 'splits'>, split: Split): StoredExample[] {
  return resolveSplit(split, splits).flatMap(({ split: name, from, to }) =>
    splits.find((candidate) => candidate.name === name)!.examples.slice(from, to),
  );
}
