import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SplitInvalidError } from '../errors.js';
import { openPrepared } from '../sources/open-prepared.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { evenSplits } from './even-splits.js';
import { pickExamples } from './pick-examples.js';
import { resolveSplit } from './resolve-split.js';
import type { Split } from './split.js';
import golden from './tfds-splits.golden.json' with { type: 'json' };

/** Shards of 7, 13, 1, 20, 86 examples in train, 101 in validation, 3, 5, 2 in test, as TFDS wrote them. */
const folder = join(import.meta.dirname, 'odd-shards', '1.0.0');
const store = () => openPrepared(folder, { labels: ['a', 'b', 'c'], cacheDir: temporaryFolder() });

test('each of the splits that TFDS accepts picks the records that TFDS reads, in its order', async () => {
  const { splits, read } = store();
  expect(golden.accepted.length).toBeGreaterThan(400);
  const keys = new Map(splits.map(({ name, examples }) => [name, examples.map(({ key }) => key)]));
  for (const { split, intervals } of golden.accepted as {
    split: Split;
    intervals: [string, number, number][];
  }[])
    expect(
      pickExamples({ splits }, split).map(({ key }) => key),
      JSON.stringify(split),
    ).toEqual(intervals.flatMap(([name, from, to]) => keys.get(name)!.slice(from, to)));
  // An example's image is one byte, its position in the split.
  const picked = pickExamples({ splits }, 'train[3shard:]+test[-1:]');
  const images = await Promise.all(picked.map((example) => read(example)));
  expect(images.map(([byte]) => byte)).toEqual([...Array.from({ length: 106 }, (_, i) => 21 + i), 9]);
});

test('what TFDS refuses is refused, with the expression in the message', () => {
  const { splits } = store();
  expect(golden.refused.length).toBeGreaterThan(400);
  for (const split of golden.refused as Split[])
    expect(() => resolveSplit(split, splits), JSON.stringify(split)).toThrow(
      // Line breaks and tabs are written otherwise in a message.
      typeof split === 'string' && !/[\n\t]/.test(split) ? `Split "${split}": ` : SplitInvalidError,
    );
});

test('the messages say what is wrong', () => {
  const { splits } = store();
  const refused = (split: Split, problem: string) =>
    expect(() => resolveSplit(split, splits), problem).toThrow(problem);
  refused('valid', 'there is no split "valid"; there is train, validation, test.');
  refused('train[:9999]', 'train has only 127 examples.');
  refused('train[5%]', 'a single index must be a shard');
  refused('train[:0]', 'it picks no example.');
  refused('train[90:80]', 'its part of train begins at example 90 and ends at 80.');
  const rounding = 'pct1_dropremainder';
  refused({ split: 'test', to: 50, unit: '%', rounding }, 'needs 100 examples; test has 10.');
  refused(
    { sum: ['train', { split: 'test', to: 500 }] },
    'Split "train+test[:500]": test has only 10 examples.',
  );
  expect(() => evenSplits('train', 2.5)).toThrow('Split "train": it cannot be cut into 2.5 parts.');
});
