import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';

/** A split as dataset_info.json lists it. */
export interface PreparedSplit {
  name: string;
  /** Examples in each shard. */
  shardLengths: number[];
  /** Absolute paths, one a shard. */
  files: string[];
}

const TEMPLATE = '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}';

interface InfoJson {
  name?: string;
  fileFormat?: string;
  splits?: { name?: string; shardLengths?: (string | number)[]; filepathTemplate?: string }[];
}

/**
 * Reads `dataset_info.json` of a TFDS version folder, of any TFDS since 4.0.
 * @throws PreparedInvalidError: no json, another file format, a split without shards
 */
export function readDatasetInfo(folder: string): PreparedSplit[] {
  const file = join(folder, 'dataset_info.json');
  const info = readJson<InfoJson>(file);
  const format = info.fileFormat ?? 'tfrecord';
  if (format !== 'tfrecord')
    throw new PreparedInvalidError(
      file,
      `the data was prepared as ${format}; only tfrecord can be read (tfds build --file_format=tfrecord).`,
    );
  if (!info.name || !Array.isArray(info.splits) || info.splits.length === 0)
    throw new PreparedInvalidError(file, 'it names no data set or no splits.');
  return info.splits.map(({ name, shardLengths, filepathTemplate }) => {
    const lengths = shardLengths?.map(Number) ?? [];
    if (!name || lengths.length === 0 || lengths.some((length) => !Number.isInteger(length) || length < 0))
      throw new PreparedInvalidError(file, `split ${name ?? '(unnamed)'} has no valid shardLengths.`);
    const files = lengths.map((_, index) =>
      join(
        folder,
        shardName(filepathTemplate || TEMPLATE, {
          dataset: info.name!,
          split: name,
          index,
          of: lengths.length,
        }),
      ),
    );
    return { name, shardLengths: lengths, files };
  });
}

/** File name of a shard, from a template of tensorflow_datasets/core/naming.py. */
export function shardName(
  template: string,
  shard: { dataset: string; split: string; index: number; of: number },
): string {
  const [index, of] = [shard.index, shard.of].map((value) => String(value).padStart(5, '0')) as [
    string,
    string,
  ];
  const values: Record<string, string> = {
    ...{ DATASET: shard.dataset, SPLIT: shard.split, FILEFORMAT: 'tfrecord' },
    ...{ SHARD_X_OF_Y: `${index}-of-${of}`, SHARD_INDEX: index, NUM_SHARDS: of },
  };
  return basename(template.replace(/\{(\w+)\}/g, (whole, word: string) => values[word] ?? whole));
}

/** @throws PreparedInvalidError */
export function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new PreparedInvalidError(file, `cannot be read: ${(error as Error).message}.`, error);
  }
}
