import type { Split } from '../splits/split.js';
import type { PreparedSplit } from './read-dataset-info.js';
import { type PreparedRecord, partRecords, shardParts } from './shard-parts.js';

/**
 * The records that a split picks, shard after shard, each as it is read: no shard is looked through before its first
 * record comes.
 * @param labels how many there are
 * @throws SplitInvalidError; PreparedInvalidError that names the shard and the byte
 */
export function* streamRecords(
  splits: readonly PreparedSplit[],
  labels: number,
  split: Split,
): Generator<PreparedRecord> {
  for (const part of shardParts(splits, split)) yield* partRecords(part, labels);
}
