import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';

/** What `dataset_info.json` says of a prepared data set; text that it lacks is empty. */
export interface PreparedInfo {
  name: string;
  version: string;
  description: string;
  citation: string;
  homepage: string;
  /** Bytes of the original archives. */
  downloadBytes: number;
  /** Python module of the builder. */
  moduleName: string;
  releaseNotes: Record<string, string>;
  /** `tfrecord`, `array_record`, … */
  fileFormat: string;
  /** Names of the features for input and target. */
  supervisedKeys: [string, string] | null;
  splits: PreparedSplit[];
}

/** A split as dataset_info.json lists it. */
export interface PreparedSplit {
  name: string;
  /** Bytes of the serialised examples. */
  numBytes: number;
  /** Examples in each shard. */
  shardLengths: number[];
  /** Absolute paths, one a shard. */
  files: string[];
}

const TEMPLATE = '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}';

interface InfoJson {
  name?: string;
  version?: string;
  description?: string;
  citation?: string;
  downloadSize?: string | number;
  location?: { urls?: string[] };
  moduleName?: string;
  releaseNotes?: Record<string, string>;
  fileFormat?: string;
  /** TFDS before 4.4 wrote the first kind. */
  supervisedKeys?: { input?: string; output?: string; tuple?: { items?: { featureKey?: string }[] } };
  splits?: {
    name?: string;
    numBytes?: string | number;
    shardLengths?: (string | number)[];
    filepathTemplate?: string;
  }[];
}

/**
 * Reads `dataset_info.json` of a TFDS version folder, of any TFDS since 4.0.
 * @throws PreparedInvalidError: no json, no name, a split without shards
 */
export function readDatasetInfo(folder: string): PreparedInfo {
  const file = join(folder, 'dataset_info.json');
  const info = readJson<InfoJson>(file);
  const { name } = info;
  const fileFormat = info.fileFormat ?? 'tfrecord';
  if (!name || !Array.isArray(info.splits) || info.splits.length === 0)
    throw new PreparedInvalidError(file, 'it names no data set or no splits.');
  const { version = '', description = '', citation = '', moduleName = '', releaseNotes = {} } = info;
  return {
    ...{ name, version, description, citation, moduleName, releaseNotes, fileFormat },
    homepage: info.location?.urls?.[0] ?? '',
    downloadBytes: Number(info.downloadSize ?? 0),
    supervisedKeys: supervisedKeys(info),
    splits: info.splits.map(({ name: split, numBytes, shardLengths, filepathTemplate }) => {
      const lengths = shardLengths?.map(Number) ?? [];
      if (!split || lengths.length === 0 || lengths.some((length) => !Number.isInteger(length) || length < 0))
        throw new PreparedInvalidError(file, `split ${split ?? '(unnamed)'} has no valid shardLengths.`);
      const shard = (index: number) => ({ dataset: name, split, fileFormat, index, of: lengths.length });
      const files = lengths.map((_, index) =>
        join(folder, shardName(filepathTemplate || TEMPLATE, shard(index))),
      );
      return { name: split, numBytes: Number(numBytes ?? 0), shardLengths: lengths, files };
    }),
  };
}

function supervisedKeys({ supervisedKeys: keys }: InfoJson): [string, string] | null {
  const [input = keys?.input, output = keys?.output] =
    keys?.tuple?.items?.map(({ featureKey }) => featureKey) ?? [];
  return input && output ? [input, output] : null;
}

/** File name of a shard, from a template of tensorflow_datasets/core/naming.py. */
export function shardName(
  template: string,
  shard: { dataset: string; split: string; fileFormat?: string; index: number; of: number },
): string {
  const [index, of] = [shard.index, shard.of].map((value) => String(value).padStart(5, '0')) as [
    string,
    string,
  ];
  const values: Record<string, string> = {
    ...{ DATASET: shard.dataset, SPLIT: shard.split, FILEFORMAT: shard.fileFormat ?? 'tfrecord' },
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
