import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { ArchiveInvalidError } from '../errors.js';
import { shardLengths } from '../order/shard-lengths.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { shardName } from '../sources/read-dataset-info.js';
import { encodedLength } from '../tfrecord/encoded-length.js';
import { FRAME } from '../tfrecord/frame-example.js';
import type { ArchiveMember, ExampleMember, OpenArchive } from './archive-member.js';
import type { WrittenSplit } from './metadata-json.js';
import { ShardFile } from './shard-file.js';
import type { WrittenRecord } from './write-credits.js';

const TEMPLATE = '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}';
/** Bytes that are written at once; a larger record is written alone. */
const BATCH = 2 ** 21;

/** An archive that holds a split's examples, and perhaps other files. */
export interface SplitSource {
  name: string;
  /** Path of the archive, for messages. */
  file: string;
  archive: OpenArchive;
}

/** Examples whose records lie one behind the other in a shard. */
export interface RecordBatch {
  examples: ExampleMember[];
  shard: ShardFile;
  /** Byte of the shard where the first begins. */
  position: number;
  /** Of all of them. */
  bytes: number;
}

/** Where every example of a split will lie, known from the sizes alone. */
export interface SplitLayout extends WrittenSplit {
  shards: ShardFile[];
  batches: RecordBatch[];
  records: WrittenRecord[];
}

/**
 * Gives each example its place, in TFDS' order and shards; no file is touched.
 * @throws ArchiveInvalidError: no image, the same one twice, one without a label of the data set
 */
export function layOutSplit(
  folder: string,
  builder: DatasetBuilder<string>,
  split: SplitSource,
): SplitLayout {
  const examples = shuffledOrder(split.name, toExamples(builder, split.file, split.archive.members)).map(
    (example) => ({ ...example, bytes: encodedLength(example.member.bytes, example.label) }),
  );
  const numBytes = examples.reduce((sum, { bytes }) => sum + bytes, 0);
  const lengths = shardLengths(numBytes, examples.length);
  const layout: SplitLayout = {
    ...{ name: split.name, numBytes, shardLengths: lengths },
    ...{ shards: [], batches: [], records: [] },
  };
  let next = 0;
  for (const [index, length] of lengths.entries()) {
    const file = shardName(TEMPLATE, {
      ...{ dataset: builder.name, split: split.name, index, of: lengths.length },
    });
    const ofShard = examples.slice(next, next + length);
    next += length;
    const shard = new ShardFile(join(folder, file));
    layout.shards.push(shard);
    for (const batch of batches(ofShard, shard)) layout.batches.push(batch);
    for (const [i, { key }] of ofShard.entries())
      layout.records.push({ tfdsId: `${file}__${i}`, photo: key });
  }
  return layout;
}

function batches(examples: readonly (ExampleMember & { bytes: number })[], shard: ShardFile): RecordBatch[] {
  const found: RecordBatch[] = [];
  for (const example of examples) {
    const bytes = example.bytes + FRAME;
    const last = found.at(-1);
    if (last && last.bytes + bytes <= BATCH) {
      last.examples.push(example);
      last.bytes += bytes;
    } else found.push({ examples: [example], shard, position: shard.bytes, bytes });
    shard.bytes += bytes;
  }
  return found;
}

function toExamples(
  builder: DatasetBuilder<string>,
  file: string,
  members: readonly ArchiveMember[],
): ExampleMember[] {
  const keys = new Set<string>();
  const examples = members.flatMap((member) => {
    const found = builder.member(member.path);
    if (!found) return [];
    const label = builder.labels.indexOf(found.label);
    if (label < 0)
      throw new ArchiveInvalidError(file, `member "${member.path}" has no label of ${builder.name}.`);
    if (keys.has(found.key)) throw new ArchiveInvalidError(file, `member "${member.path}" is in it twice.`);
    keys.add(found.key);
    return [{ key: found.key, label, member }];
  });
  if (examples.length === 0) throw new ArchiveInvalidError(file, `it holds no image of ${builder.name}.`);
  return examples;
}
