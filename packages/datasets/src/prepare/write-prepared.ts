import { closeSync, fsyncSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { ArchiveInvalidError, InterruptedError } from '../errors.js';
import { inParallel } from '../in-parallel.js';
import { shardLengths } from '../order/shard-lengths.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { shardName } from '../sources/read-dataset-info.js';
import { encodedLength } from '../tfrecord/example.js';
import { ExampleFramer } from '../tfrecord/frame-example.js';
import type { ArchiveMember } from './archive-member.js';
import { datasetInfoJson, featuresJson, type WrittenSplit } from './metadata-json.js';
import { type Notice, type WrittenRecord, writeCredits } from './write-credits.js';

/** Members that are unpacked at once; zlib works in threads. */
const READS_AT_ONCE = 4;
const TEMPLATE = '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}';

export interface SplitMembers {
  name: string;
  archive: string;
  members: ArchiveMember[];
}

interface WriteOptions {
  signal?: AbortSignal | undefined;
  onExample?: () => void;
}

/**
 * Writes a TFDS version folder: shards in TFDS' order and number, dataset_info.json, features.json, label.labels.txt,
 * and who made the photos where the archive says so.
 * Everything is flushed to the disk; the folder must be empty and the caller's own.
 */
export async function writePrepared(
  folder: string,
  builder: DatasetBuilder<string>,
  splits: readonly SplitMembers[],
  options: WriteOptions & { notice?: Notice },
): Promise<void> {
  const written: (WrittenSplit & { records: WrittenRecord[] })[] = [];
  for (const split of splits) written.push(await writeSplit(folder, builder, split, options));
  const files = {
    'dataset_info.json': datasetInfoJson(builder, written),
    'features.json': featuresJson(builder),
    'label.labels.txt': `${builder.labels.join('\n')}\n`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const records = written.flatMap((split) => split.records);
  writeCredits(folder, builder, options.notice, records);
  for (const name of readdirSync(folder)) flush(join(folder, name));
  // Windows cannot open a folder to flush it.
  if (process.platform !== 'win32') flush(folder);
}

async function writeSplit(
  folder: string,
  builder: DatasetBuilder<string>,
  { name, archive, members }: SplitMembers,
  options: WriteOptions,
): Promise<WrittenSplit & { records: WrittenRecord[] }> {
  const examples = shuffledOrder(name, toExamples(builder, archive, members));
  const numBytes = examples.reduce((sum, example) => sum + encodedLength(example.member.bytes), 0);
  const lengths = shardLengths(numBytes, examples.length);
  const framer = new ExampleFramer();
  const records: WrittenRecord[] = [];
  let shard = -1;
  let left = 0;
  let handle: number | undefined;
  let file = '';
  const nextShard = () => {
    if (handle !== undefined) closeSync(handle);
    left = lengths[++shard]!;
    const place = { dataset: builder.name, split: name, index: shard, of: lengths.length };
    file = shardName(TEMPLATE, place);
    handle = openSync(join(folder, file), 'wx');
  };
  try {
    await inParallel(
      examples,
      READS_AT_ONCE,
      (example) => {
        if (options.signal?.aborted) throw new InterruptedError(`Preparing ${builder.name}`);
        return example.member.read();
      },
      (image, index) => {
        if (left === 0) nextShard();
        writeFully(handle!, framer.frame({ image, label: examples[index]!.label }));
        records.push({ tfdsId: `${file}__${lengths[shard]! - left}`, photo: examples[index]!.key });
        left--;
        options.onExample?.();
      },
    );
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
  return { name, numBytes, shardLengths: lengths, records };
}

function toExamples(builder: DatasetBuilder<string>, archive: string, members: readonly ArchiveMember[]) {
  const keys = new Set<string>();
  const examples = members.flatMap((member) => {
    const found = builder.member(member.path);
    if (!found) return [];
    const label = builder.labels.indexOf(found.label);
    if (label < 0)
      throw new ArchiveInvalidError(archive, `member "${member.path}" has no label of ${builder.name}.`);
    if (keys.has(found.key))
      throw new ArchiveInvalidError(archive, `member "${member.path}" is in it twice.`);
    keys.add(found.key);
    return [{ key: found.key, label, member }];
  });
  if (examples.length === 0) throw new ArchiveInvalidError(archive, `it holds no image of ${builder.name}.`);
  return examples;
}

function writeFully(handle: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) offset += writeSync(handle, bytes, offset);
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
