import { basename, join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { readJson } from './read-text.js';

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

/** The parts that are used, each of which may be anything in a file that something else wrote. */
interface InfoJson {
  name?: unknown;
  version?: unknown;
  description?: unknown;
  citation?: unknown;
  downloadSize?: unknown;
  location?: { urls?: unknown[] };
  moduleName?: unknown;
  releaseNotes?: unknown;
  fileFormat?: unknown;
  /** TFDS before 4.4 wrote the first kind. */
  supervisedKeys?: { input?: unknown; output?: unknown; tuple?: { items?: { featureKey?: unknown }[] } };
  splits?: (SplitJson | null)[];
}

interface SplitJson {
  name?: unknown;
  numBytes?: unknown;
  shardLengths?: unknown;
  filepathTemplate?: unknown;
}

/**
 * Reads `dataset_info.json` of a TFDS version folder, of any TFDS since 4.0.
 * @throws PreparedInvalidError: no json, no name, a split without shards
 */
export function readDatasetInfo(folder: string): PreparedInfo {
  const file = join(folder, 'dataset_info.json');
  const info = readJson<InfoJson>(file);
  const { name, fileFormat = 'tfrecord', splits } = info;
  if (typeof name !== 'string' || !name || !Array.isArray(splits) || splits.length === 0)
    throw new PreparedInvalidError(file, 'it names no data set or no splits.');
  if (typeof fileFormat !== 'string') throw new PreparedInvalidError(file, 'its fileFormat is no text.');
  return {
    ...{ name, fileFormat, version: text(info.version), description: text(info.description) },
    ...{ citation: text(info.citation), moduleName: text(info.moduleName) },
    releaseNotes: notesOf(info.releaseNotes),
    homepage: text(listOf(info.location?.urls)[0]),
    downloadBytes: numberOf(info.downloadSize ?? 0),
    supervisedKeys: supervisedKeys(info),
    splits: splits.map((split) => readSplit(split ?? {}, { folder, file, dataset: name, fileFormat })),
  };
}

function readSplit(
  { name, numBytes, shardLengths, filepathTemplate }: SplitJson,
  {
    folder,
    file,
    dataset,
    fileFormat,
  }: { folder: string; file: string; dataset: string; fileFormat: string },
): PreparedSplit {
  const lengths = listOf(shardLengths).map(numberOf);
  const valid = (length: number) => Number.isSafeInteger(length) && length >= 0;
  if (typeof name !== 'string' || !name || lengths.length === 0 || !lengths.every(valid))
    throw new PreparedInvalidError(file, `split ${text(name) || '(unnamed)'} has no valid shardLengths.`);
  const template = text(filepathTemplate) || TEMPLATE;
  const names = lengths.map((_, index) =>
    shardName(template, { dataset, split: name, fileFormat, index, of: lengths.length }),
  );
  const nameless = names.find((shard) => ['', '.', '..'].includes(shard) || shard.includes('\0'));
  if (nameless !== undefined)
    throw new PreparedInvalidError(file, `split ${name} names a shard "${nameless}", which is no file name.`);
  const files = names.map((shard) => join(folder, shard));
  return { name, numBytes: numberOf(numBytes ?? 0), shardLengths: lengths, files };
}

function supervisedKeys({ supervisedKeys: keys }: InfoJson): [string, string] | null {
  const named = listOf(keys?.tuple?.items).map(
    (item) => (item as { featureKey?: unknown } | null)?.featureKey,
  );
  const [input, output] = [text(named[0] ?? keys?.input), text(named[1] ?? keys?.output)];
  return input && output ? [input, output] : null;
}

function notesOf(notes: unknown): Record<string, string> {
  const entries = typeof notes === 'object' && notes !== null ? Object.entries(notes) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** protobuf writes 64-bit integers as text. */
function numberOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
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
