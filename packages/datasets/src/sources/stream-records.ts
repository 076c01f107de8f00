import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { resolveSplit } from '../splits/resolve-split.js';
import type { Split } from '../splits/split.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import { parseRecord } from './parse-record.js';
import type { PreparedSplit } from './read-dataset-info.js';

/** A record of a prepared data set. */
export interface PreparedRecord {
  /** TFDS' `tfds_id`, e.g. `mnist-test.tfrecord-00000-of-00001__17`. */
  key: string;
  label: number;
  /** Encoded image, as it was in the archive. */
  image: Uint8Array;
}

/**
 * The records that a split picks, shard after shard, each as it is read: no shard is looked through before its first
 * record comes. What lies before the records that are picked is passed over by its lengths.
 * @param labels how many there are
 * @throws SplitInvalidError; PreparedInvalidError that names the shard and the byte
 */
export function* streamRecords(
  splits: readonly PreparedSplit[],
  labels: number,
  split: Split,
): Generator<PreparedRecord> {
  for (const { split: name, from, to } of resolveSplit(split, splits)) {
    const { files, shardLengths } = splits.find((candidate) => candidate.name === name)!;
    let start = 0;
    for (const [shard, length] of shardLengths.entries()) {
      const [first, end] = [Math.max(from - start, 0), Math.min(to - start, length)];
      if (first < end) yield* shardRecords(files[shard]!, { length, first, end, labels });
      start += length;
    }
  }
}

function* shardRecords(
  file: string,
  { length, first, end, labels }: { length: number; first: number; end: number; labels: number },
): Generator<PreparedRecord> {
  if (!existsSync(file)) throw new PreparedInvalidError(file, 'this shard is missing.');
  const records = new TfRecordFile(file);
  try {
    let offset = 0;
    for (let index = 0; index < end; index++) {
      if (offset >= records.size)
        throw new PreparedInvalidError(
          file,
          `it ends after record ${index}; dataset_info.json promises ${length}.`,
        );
      if (index >= first) {
        const { label, image } = parseRecord(records.read(offset), file);
        if (label < 0 || label >= labels)
          throw new PreparedInvalidError(
            file,
            `the record at byte ${offset} has label ${label}, which has no name.`,
          );
        yield { key: `${basename(file)}__${index}`, label, image };
      }
      offset = records.after(offset);
    }
    if (end === length && offset < records.size)
      throw new PreparedInvalidError(
        file,
        `it goes on at byte ${offset} after the ${length} records that dataset_info.json promises.`,
      );
  } finally {
    records.close();
  }
}
