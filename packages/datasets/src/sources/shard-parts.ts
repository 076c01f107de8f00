import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { resolveSplit } from '../splits/resolve-split.js';
import type { Split } from '../splits/split.js';
import { type TfRecord, TfRecordFile } from '../tfrecord/read-record.js';
import { parseRecord } from './parse-record.js';
import type { PreparedSplit } from './read-dataset-info.js';

/** Records of a shard that are read in one piece, at most; one larger record makes a piece of its own. */
const PIECE_BYTES = 1 << 20;

/** A record of a prepared data set. */
export interface PreparedRecord {
  /** TFDS' `tfds_id`, e.g. `mnist-test.tfrecord-00000-of-00001__17`. */
  key: string;
  label: number;
  /** Encoded image, as it was in the archive. */
  image: Uint8Array;
  /** Byte at which the record starts in its shard. */
  offset: number;
}

/** Records `first` up to, not including, `end` of a shard. */
export interface ShardPart {
  /** Absolute path. */
  file: string;
  first: number;
  end: number;
  /** Records of the whole shard, as dataset_info.json says. */
  length: number;
}

/**
 * The parts of shards that a split picks, in its order, by what dataset_info.json says.
 * @throws SplitInvalidError; PreparedInvalidError where one of these shards is missing
 */
export function shardParts(splits: readonly PreparedSplit[], split: Split): ShardPart[] {
  const parts = resolveSplit(split, splits).flatMap(({ split: name, from, to }) => {
    const { files, shardLengths } = splits.find((candidate) => candidate.name === name)!;
    let start = 0;
    return shardLengths.flatMap((length, shard): ShardPart[] => {
      const [first, end] = [Math.max(from - start, 0), Math.min(to - start, length)];
      start += length;
      return first < end ? [{ file: files[shard]!, first, end, length }] : [];
    });
  });
  const missing = parts.find(({ file }) => !existsSync(file));
  if (missing) throw new PreparedInvalidError(missing.file, 'this shard is missing.');
  return parts;
}

/**
 * The records of a part, each as it is read; what lies before them is passed over by its lengths. The shard is open
 * only while a piece of it is read: whoever drops a tf.data iterator tells nobody.
 * @param labels how many there are
 * @throws PreparedInvalidError that names the shard and the byte
 */
export function* partRecords(part: ShardPart, labels: number): Generator<PreparedRecord> {
  const { file, first, end } = part;
  let offset = first === 0 ? 0 : passOver(part);
  for (let index = first; index < end; ) {
    const piece = readPiece(part, index, offset);
    for (const record of piece.records) {
      const { label, image } = parseRecord(record, file);
      if (label < 0 || label >= labels)
        throw new PreparedInvalidError(
          file,
          `the record at byte ${record.offset} has label ${label}, which has no name.`,
        );
      yield { key: `${basename(file)}__${index++}`, label, image, offset: record.offset };
    }
    if (piece.problem) throw piece.problem;
    ({ offset } = piece);
  }
}

/** Where the first record of a part starts. */
function passOver({ file, first, length }: ShardPart): number {
  const records = new TfRecordFile(file);
  try {
    let offset = 0;
    for (let index = 0; index < first; index++) {
      if (offset >= records.size) throw endsEarly(file, index, length);
      offset = records.after(offset);
    }
    return offset;
  } finally {
    records.close();
  }
}

interface Piece {
  records: TfRecord[];
  /** Behind the last of the records. */
  offset: number;
  /** What is wrong behind the records. */
  problem?: PreparedInvalidError;
}

function readPiece({ file, end, length }: ShardPart, from: number, start: number): Piece {
  const records = new TfRecordFile(file);
  const piece: Piece = { records: [], offset: start };
  try {
    if (start >= records.size) throw endsEarly(file, from, length);
    piece.records = records.readPiece(start, PIECE_BYTES, end - from);
    piece.offset = records.after(piece.records.at(-1)!.offset);
    const whole = end === length && from + piece.records.length === end;
    if (whole && piece.offset < records.size)
      throw new PreparedInvalidError(
        file,
        `it goes on at byte ${piece.offset} after the ${length} records that dataset_info.json promises.`,
      );
  } catch (error) {
    if (!(error instanceof PreparedInvalidError)) throw error;
    piece.problem = error;
  } finally {
    records.close();
  }
  return piece;
}

function endsEarly(file: string, index: number, length: number): PreparedInvalidError {
  return new PreparedInvalidError(
    file,
    `it ends after record ${index}; dataset_info.json promises ${length}.`,
  );
}
