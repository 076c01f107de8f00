import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DataSource } from '@teamnet/records';
import { findBuilder } from '../builders/all-builders.js';
import type { DatasetBuilder } from '../builders/builder.js';
import type { DataOptions } from '../data-options.js';
import { refuseTooMany } from '../drop-broken.js';
import type { ExampleStore } from '../example-store.js';
import { type BrokenExample, findBroken } from '../find-broken.js';
import { inMessage } from '../in-message.js';
import { openSource } from '../sources/open-source.js';
import { listDatasets } from './list-datasets.js';

/** A damaged example and where it lies. */
export interface DamagedExample {
  /** TFDS example key. */
  key: string;
  /** Stored split. */
  split: string;
  /** Place in the split's order, from 0 up. */
  index: number;
  /** Absolute path of the image, or of the shard. */
  file: string;
  /** Of a prepared data set: which shard of the split, which record in it (both from 0 up), and at which byte. */
  record?: { shard: number; shards: number; number: number; byte: number };
  reason: string;
}

/** What reading every record and decoding every image showed. */
export interface Verification {
  name: string;
  version: string;
  source: DataSource;
  numExamples: number;
  /** In the order of the data set; empty when all is well. */
  damaged: DamagedExample[];
  /** `damaged` in words, a sentence each. */
  problems: string[];
}

/**
 * Reads every example past all caches, checks the records' checksums and decodes the images. Never downloads.
 * @throws SourceMissingError when nothing lies here, PreparedInvalidError or ImageFolderError when it cannot be opened,
 * TooManyBrokenError with `skipBroken` when more is damaged than that leaves out
 */
export async function verifyDataset(
  dataset: string | DatasetBuilder<string>,
  options: DataOptions = {},
): Promise<Verification> {
  const builder = typeof dataset === 'string' ? findBuilder(dataset) : dataset;
  const { name } = builder;
  const listed = listDatasets(options).find((candidate) => candidate.name === name);
  const inPlace = builder.folder !== undefined || (!listed?.prepared && listed?.manual);
  const here = inPlace ? 'manual' : 'prepared';
  const cacheDir = mkdtempSync(join(tmpdir(), 'teamnet-verify-'));
  try {
    const where = { ...options, cacheDir, source: options.source ?? here };
    const { store, source } = await openSource(builder, where, true);
    const broken = await findBroken(store, {
      signal: options.signal,
      onDone: (done, total) => options.onProgress?.({ kind: 'read', dataset: name, done, total }),
    });
    const numExamples = store.splits.reduce((sum, { examples }) => sum + examples.length, 0);
    if (options.skipBroken) refuseTooMany(broken, numExamples, name);
    const damaged = broken.map((example) => locate(example, store));
    const problems = damaged.map(describeDamage);
    return { name, version: builder.version, source, numExamples, damaged, problems };
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

function locate({ offset, ...example }: BrokenExample, { splits }: ExampleStore): DamagedExample {
  const { key, split, index, file, reason } = example;
  const place = { key, split, index, file };
  const stored = splits.find(({ name }) => name === split)!;
  // Of an image folder each example is a file of its own.
  if (key !== `${basename(file)}__${key.split('__').at(-1)}`) return { ...place, reason };
  const number = Number(key.split('__').at(-1));
  const shards = stored.shardLengths.length;
  let shard = 0;
  for (let from = index; from >= stored.shardLengths[shard]!; shard++) from -= stored.shardLengths[shard]!;
  return { ...place, record: { shard, shards, number, byte: offset }, reason };
}

function describeDamage({ key, split, file, record, reason }: DamagedExample): string {
  if (!record) return inMessage(`${file} (${split}, ${key}): ${reason}.`);
  const { shard, shards, number, byte } = record;
  return inMessage(
    `${file}, record ${number} at byte ${byte} (${split}, shard ${shard} of ${shards}): ${reason}.`,
  );
}
