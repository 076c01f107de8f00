import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCache, writeCache } from '../decode/decoded-cache.js';
import { PreparedInvalidError } from '../errors.js';
import type { ExampleStore, StoredExample } from '../example-store.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import { findBrokenRecords } from './find-broken-records.js';
import { parseRecord } from './parse-record.js';
import { type PreparedSplit, readDatasetInfo } from './read-dataset-info.js';
import { checkFeatures } from './read-features.js';
import { partRecords, shardParts } from './shard-parts.js';

/** Byte position, bytes, label of each record of a shard. */
type ShardIndex = [offset: number, length: number, label: number][];

interface Options {
  /** Class names in label order. */
  labels: readonly string[];
  cacheDir: string;
  onWarning?: ((message: string) => void) | undefined;
  /** Gives records that are broken as examples with the reason, instead of throwing. */
  keepBroken?: boolean | undefined;
}

/**
 * Opens a TFDS version folder, whoever prepared it. Example keys are TFDS' `tfds_id`
 * (`tf_flowers-train.tfrecord-00000-of-00002__17`): the original keys are not stored by TFDS. Shards are looked at
 * when the examples of their split are asked for.
 * @throws PreparedInvalidError that names the file and the byte, also where examples are asked for
 */
export function openPrepared(folder: string, options: Options): ExampleStore {
  const { fileFormat, splits } = readDatasetInfo(folder);
  if (fileFormat !== 'tfrecord')
    throw new PreparedInvalidError(
      join(folder, 'dataset_info.json'),
      `the data was prepared as ${fileFormat}; only tfrecord can be read (tfds build --file_format=tfrecord).`,
    );
  checkFeatures(folder, options.labels);
  return {
    splits: splits.map((split) => {
      let examples: StoredExample[] | undefined;
      return {
        name: split.name,
        get examples() {
          examples ??= split.files.flatMap((file, shard) => shardExamples(file, split, shard, options));
          return examples;
        },
        shardLengths: split.shardLengths,
        numBytes: split.numBytes,
      };
    }),
    parts: (split) =>
      shardParts(splits, split).map((part) => ({
        file: part.file,
        *examples() {
          for (const { key, label, image, offset } of partRecords(part, options.labels.length))
            yield { key, label, read: async () => image, where: () => placeOf(part.file, offset) };
        },
      })),
    read: async (example) => {
      const file = new TfRecordFile(example.file);
      try {
        return parseRecord(file.read(example.offset), example.file).image;
      } finally {
        file.close();
      }
    },
    where: (example) => placeOf(example.file, example.offset),
  };
}

function placeOf(file: string, offset: number): string {
  return `${file}, record at byte ${offset}`;
}

function shardExamples(file: string, split: PreparedSplit, shard: number, options: Options): StoredExample[] {
  try {
    return wholeExamples(file, split, shard, options);
  } catch (error) {
    if (!options.keepBroken || !(error instanceof PreparedInvalidError)) throw error;
    return findBrokenRecords(file, split.shardLengths[shard]!, options.labels.length, error);
  }
}

function wholeExamples(file: string, split: PreparedSplit, shard: number, options: Options): StoredExample[] {
  const index = cachedIndex(file, options);
  if (index.length !== split.shardLengths[shard])
    throw new PreparedInvalidError(
      file,
      `it ends after record ${index.length}; dataset_info.json promises ${split.shardLengths[shard]}.`,
    );
  return index.map(([offset, length, label], i) => {
    if (label < 0 || label >= options.labels.length)
      throw new PreparedInvalidError(
        file,
        `the record at byte ${offset} has label ${label}, which has no name.`,
      );
    return { key: `${basename(file)}__${i}`, label, file, offset, length };
  });
}

function cachedIndex(file: string, options: Options): ShardIndex {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!stats) throw new PreparedInvalidError(file, 'this shard is missing.');
  const identity = ['index-1', file, stats.size, stats.mtimeNs, stats.ctimeNs].join('\0');
  const name = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  const cache = join(options.cacheDir, 'indexes', `${name}.json`);
  const known = readCache(cache);
  const kept = known && parseIndex(known.toString('utf8'));
  if (kept) return kept;
  const index = scan(file);
  const problem = writeCache(cache, JSON.stringify(index));
  if (problem) options.onWarning?.(problem);
  return index;
}

/** @returns undefined for a damaged cache file: the shard is looked at again */
function parseIndex(text: string): ShardIndex | undefined {
  try {
    const index: unknown = JSON.parse(text);
    const isEntry = (entry: unknown) =>
      Array.isArray(entry) && entry.length === 3 && entry.every(Number.isInteger);
    return Array.isArray(index) && index.every(isEntry) ? (index as ShardIndex) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function scan(file: string): ShardIndex {
  const records = new TfRecordFile(file);
  try {
    return Array.from(records, (record) => [
      record.offset,
      record.data.length,
      parseRecord(record, file).label,
    ]);
  } finally {
    records.close();
  }
}
