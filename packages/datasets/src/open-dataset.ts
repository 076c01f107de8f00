import type { DataSource, DatasetName, SplitExpressions, SplitUse } from '@teamnet/records';
import { findBuilder } from './builders/all-builders.js';
import type { DatasetBuilder } from './builders/builder.js';
import { type DataOptions, dataFolders } from './data-options.js';
import { decodeAll } from './decode/decode-all.js';
import { decodedCacheFile, throughCache } from './decode/decoded-cache.js';
import { DecodedSplit } from './decode/decoded-split.js';
import type { ExampleStore, StoredExample } from './example-store.js';
import { fingerprintOf } from './fingerprint.js';
import { openSource } from './sources/open-source.js';
import { type Interval, resolveSplit } from './splits/resolve-split.js';

/** What is known about an opened data set. */
export interface DatasetInfo {
  name: DatasetName;
  version: string;
  source: DataSource;
  /** sha256 over keys, labels and image bytes of all examples, in order. */
  fingerprint: string;
  /** Class names in label order. */
  labels: string[];
  splits: Record<string, { numExamples: number; numBytes: number; labels: Record<string, number> }>;
  /** One sentence each on anything unusual. */
  notes: string[];
  description: string;
  citation: string;
  license: string;
  homepage: string;
}

export interface OpenDataset {
  info: DatasetInfo;
  defaultSplits: SplitExpressions;
  /** How many examples of each label an expression picks. @throws SplitInvalidError */
  splitUse(expression: string): SplitUse;
  /**
   * Decodes the images of an expression, or reads them from the cache.
   * @param options.imageSize side of the square images, pixels
   * @param options.limit only so many examples from the first one on; these are not cached
   * @throws SplitInvalidError, ImageCorruptError
   */
  loadImages(expression: string, options: { imageSize: number; limit?: number }): Promise<DecodedSplit>;
}

/**
 * Opens a data set from the first source that has it: prepared, manual, download, stand-in.
 * @throws DatasetUnknownError, ImageFolderError, PreparedInvalidError, ArchiveInvalidError, DownloadFailedError, …
 */
export async function openDataset(name: DatasetName, options: DataOptions = {}): Promise<OpenDataset> {
  const builder = findBuilder(name);
  return openBuilder(builder, options);
}

/** openDataset for a builder of one's own. */
export async function openBuilder(builder: DatasetBuilder, options: DataOptions): Promise<OpenDataset> {
  const { name } = builder;
  const { cacheDir } = dataFolders(options);
  const tell = options.onProgress ?? (() => {});
  const warn = (message: string) => tell({ kind: 'warning', dataset: name, message });
  const { store, source, notes } = await openSource(builder, options);
  const fingerprint = await fingerprintOf(store, {
    cacheDir,
    signal: options.signal,
    onDone: (done, total) => tell({ kind: 'read', dataset: name, done, total }),
    onWarning: warn,
  });
  const { labels, version, description, citation, license, homepage } = builder;
  const about = { description, citation, license, homepage };
  const splits = Object.fromEntries(
    store.splits.map((split) => [
      split.name,
      {
        numExamples: split.examples.length,
        numBytes: split.examples.reduce((sum, example) => sum + example.length, 0),
        labels: countLabels(split.examples, labels),
      },
    ]),
  );
  const { expressions, note } = defaultSplits(builder, store);
  return {
    info: {
      ...{ name, version, source, fingerprint, labels: [...labels], splits },
      ...{ notes: note ? [...notes, note] : notes, ...about },
    },
    defaultSplits: expressions,
    splitUse(expression) {
      const examples = pick(store, resolveSplit(expression, store.splits));
      return { expression, numExamples: examples.length, labels: countLabels(examples, labels) };
    },
    async loadImages(expression, { imageSize, limit }) {
      if (!Number.isInteger(imageSize) || imageSize < 1)
        throw new RangeError(`imageSize must be an integer from 1 up, not ${imageSize}.`);
      const intervals = resolveSplit(expression, store.splits);
      const examples = pick(store, intervals).slice(0, limit);
      const onDone = (done: number) =>
        tell({ kind: 'decode', dataset: name, split: expression, done, total: examples.length });
      const decode = () => decodeAll(store, examples, { imageSize, signal: options.signal, onDone });
      const file = decodedCacheFile(cacheDir, { name, fingerprint, intervals, imageSize });
      const bytes = examples.length * imageSize * imageSize * 3;
      return new DecodedSplit({
        imageSize,
        images: await (limit === undefined ? throughCache(file, bytes, decode, warn) : decode()),
        labels: Int32Array.from(examples, (example) => example.label),
        keys: examples.map((example) => example.key),
        labelNames: labels,
      });
    },
  };
}

function pick(store: ExampleStore, intervals: readonly Interval[]): StoredExample[] {
  return intervals.flatMap(({ split, from, to }) =>
    store.splits.find((candidate) => candidate.name === split)!.examples.slice(from, to),
  );
}

function countLabels(examples: readonly StoredExample[], labels: readonly string[]): Record<string, number> {
  const counts = labels.map(() => 0);
  for (const { label } of examples) counts[label]!++;
  return Object.fromEntries(labels.map((label, i) => [label, counts[i]!]));
}

/** The builder's own, unless these need a test split that the source has not. */
function defaultSplits(
  builder: DatasetBuilder,
  store: ExampleStore,
): { expressions: SplitExpressions; note?: string } {
  const names = store.splits.map((split) => split.name);
  if (builder.defaultSplits.test !== 'test' || names.includes('test'))
    return { expressions: builder.defaultSplits };
  return {
    expressions: { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' },
    note: 'This source has no test split of its own: train is cut into train[:70%], train[70%:85%] and train[85%:].',
  };
}
