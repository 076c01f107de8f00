import type {
  CourseDataset,
  CreditCount,
  DataSource,
  DataSurvey,
  PhotoCredit,
  ResizeSettings,
  SkippedExamples,
  SplitExpressions,
  SplitUse,
} from '@teamnet/records';
import { findBuilder } from './builders/all-builders.js';
import type { DatasetBuilder } from './builders/builder.js';
import { creditsOf } from './credits/credits-of.js';
import { type DataOptions, dataFolders } from './data-options.js';
import { decodeAll } from './decode/decode-all.js';
import { decodedCacheFile, throughCache } from './decode/decoded-cache.js';
import { DecodedSplit } from './decode/decoded-split.js';
import type { ExampleStore, StoredExample } from './example-store.js';
import { fingerprintOf } from './fingerprint.js';
import { openExamples } from './open-examples.js';
import { pickExamples } from './splits/pick-examples.js';
import { resolveSplit } from './splits/resolve-split.js';
import { formatSplit, type Split } from './splits/split.js';
import { findTwins, type Twins } from './survey/find-twins.js';
import { namePhotos } from './survey/name-photos.js';
import { type RoleOf, summarizeSurvey } from './survey/summarize-survey.js';
import { type Survey, surveyExamples } from './survey/survey-examples.js';

/** What is known about an opened data set. */
export interface DatasetInfo<Name extends string = string> {
  name: Name;
  version: string;
  source: DataSource;
  /** sha256 over keys, labels and image bytes of all examples, in order. */
  fingerprint: string;
  /** Class names in label order. */
  labels: string[];
  splits: Record<string, { numExamples: number; numBytes: number; labels: Record<string, number> }>;
  /** Images that were left out because they are broken; absent where none was. */
  skipped?: SkippedExamples;
  /** One sentence each on anything unusual. */
  notes: string[];
  description: string;
  citation: string;
  license: string;
  homepage: string;
  /** Absent where no photographer is known: drawn images, data that were prepared without credits. */
  credits?: CreditCount;
}

export interface OpenDataset<Name extends string = string> {
  info: DatasetInfo<Name>;
  defaultSplits: SplitExpressions;
  /** Who made a photo; undefined where that is not known. @param key of DecodedSplit.keys */
  creditOf(key: string): PhotoCredit | undefined;
  /** How many examples of each label a split picks. @throws SplitInvalidError */
  splitUse(split: Split): SplitUse;
  /**
   * Decodes the images of a split, or reads them from the cache.
   * @param options.imageSize side of the square images, pixels
   * @param options.resize as tf.image.resize(…, antialias=True) stretches when left out
   * @param options.limit only so many examples from the first one on; these are not cached
   * @throws SplitInvalidError, ImageCorruptError
   */
  loadImages(
    split: Split,
    options: { imageSize: number; resize?: ResizeSettings | undefined; limit?: number },
  ): Promise<DecodedSplit>;
  /**
   * Looks at every image: sizes, duplicates, and images of a validation or test split that also are, or look like,
   * training images.
   * @param splits as trained with; the default splits when left out
   * @returns null when not one image could be decoded
   * @throws SplitInvalidError, InterruptedError
   */
  survey(splits?: SplitExpressions): Promise<DataSurvey | null>;
}

/**
 * Opens a data set from the first source that has it: prepared, manual, download, stand-in.
 * @throws DatasetUnknownError, ImageFolderError, PreparedInvalidError, ArchiveInvalidError, DownloadFailedError, …
 */
export async function openDataset(
  name: CourseDataset,
  options: DataOptions = {},
): Promise<OpenDataset<CourseDataset>> {
  const builder = findBuilder(name);
  return openBuilder(builder, options);
}

/** openDataset for a builder of one's own, as defineDataset makes it. */
export async function openBuilder<Name extends string>(
  builder: DatasetBuilder<Name>,
  options: DataOptions = {},
): Promise<OpenDataset<Name>> {
  const { name } = builder;
  const { cacheDir } = dataFolders(options);
  const tell = options.onProgress ?? (() => {});
  const warn = (message: string) => tell({ kind: 'warning', dataset: name, message });
  const { store, source, skipped, notes } = await openExamples(builder, options);
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
  const credits = creditsOf(builder, { store, source }, warn);
  const counted = credits.count();
  const { expressions, note } = defaultSplits(builder, store);
  let looked: Promise<{ survey: Survey; twins: Twins[] }> | undefined;
  const look = async () => {
    const survey = await surveyExamples(store, {
      cacheDir,
      fingerprint,
      signal: options.signal,
      onDone: (done, total) => tell({ kind: 'survey', dataset: name, done, total }),
      onWarning: warn,
    });
    return { survey, twins: findTwins(survey.examples) };
  };
  return {
    info: {
      ...{ name, version, source, fingerprint, labels: [...labels], splits },
      ...(skipped ? { skipped } : {}),
      ...{ notes: note ? [...notes, note] : notes, ...about },
      ...(counted ? { credits: counted } : {}),
    },
    defaultSplits: expressions,
    creditOf: (key) => credits.of(key),
    splitUse(split) {
      const examples = pickExamples(store, split);
      return {
        expression: formatSplit(split),
        numExamples: examples.length,
        labels: countLabels(examples, labels),
      };
    },
    async loadImages(split, { imageSize, resize, limit }) {
      if (!Number.isInteger(imageSize) || imageSize < 1)
        throw new RangeError(`imageSize must be an integer from 1 up, not ${imageSize}.`);
      const intervals = resolveSplit(split, store.splits);
      const examples = pickExamples(store, split).slice(0, limit);
      const onDone = (done: number) =>
        tell({ kind: 'decode', dataset: name, split: formatSplit(split), done, total: examples.length });
      const decode = () => decodeAll(store, examples, { imageSize, resize, signal: options.signal, onDone });
      const file = decodedCacheFile(cacheDir, { name, fingerprint, intervals, imageSize, resize });
      const bytes = examples.length * imageSize * imageSize * 3;
      return new DecodedSplit({
        imageSize,
        images: await (limit === undefined ? throughCache(file, bytes, decode, warn) : decode()),
        labels: Int32Array.from(examples, (example) => example.label),
        keys: examples.map((example) => example.key),
        labelNames: labels,
      });
    },
    async survey(splits = expressions) {
      looked ??= look();
      const { survey, twins } = await looked;
      const summary = summarizeSurvey(survey, twins, roleOf(splits, store));
      return summary && namePhotos(summary, (key) => credits.of(key)?.photo);
    },
  };
}

function roleOf(splits: SplitExpressions, store: ExampleStore): RoleOf {
  const intervals = (['train', 'validation', 'test'] as const).map((role) => ({
    role,
    parts: resolveSplit(splits[role], store.splits),
  }));
  return ({ split, index }) =>
    intervals.find(({ parts }) =>
      parts.some((part) => part.split === split && index >= part.from && index < part.to),
    )?.role;
}

function countLabels(examples: readonly StoredExample[], labels: readonly string[]): Record<string, number> {
  const counts = labels.map(() => 0);
  for (const { label } of examples) counts[label]!++;
  return Object.fromEntries(labels.map((label, i) => [label, counts[i]!]));
}

/** The builder's own, unless these need a test split that the source has not. A folder of one's own was asked before. */
function defaultSplits(
  builder: DatasetBuilder<string>,
  store: ExampleStore,
): { expressions: SplitExpressions; note?: string } {
  const names = store.splits.map((split) => split.name);
  if (builder.folder !== undefined || builder.defaultSplits.test !== 'test' || names.includes('test'))
    return { expressions: builder.defaultSplits };
  return {
    expressions: { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' },
    note: 'This source has no test split of its own: train is cut into train[:70%], train[70%:85%] and train[85%:].',
  };
}
