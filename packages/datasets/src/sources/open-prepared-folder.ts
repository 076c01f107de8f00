import { join } from 'node:path';
import { type DataOptions, dataFolders } from '../data-options.js';
import { PreparedInvalidError } from '../errors.js';
import type { Split } from '../splits/split.js';
import { openPrepared } from './open-prepared.js';
import { type PreparedInfo, readDatasetInfo } from './read-dataset-info.js';
import { type PreparedFeatures, readFeatures } from './read-features.js';
import type { PreparedRecord } from './shard-parts.js';
import { streamRecords } from './stream-records.js';

export interface PreparedFolder {
  info: PreparedInfo & PreparedFeatures;
  /**
   * The records that a split picks, in the order of the shards; only the shards of its splits need to be there.
   * @throws SplitInvalidError, PreparedInvalidError
   */
  records(split: Split): AsyncGenerator<PreparedRecord>;
}

/**
 * Opens any TFDS version folder of labelled images (`…/mnist/3.0.1`), whoever prepared it, also of a data set that
 * Teamnet does not train on; as `tfds.builder_from_directory`.
 * @throws PreparedInvalidError: no dataset_info.json, a file format other than tfrecord, features other than image and
 * label
 */
export function openPreparedFolder(
  folder: string,
  options: Pick<DataOptions, 'cacheDir'> = {},
): PreparedFolder {
  const info = { ...readDatasetInfo(folder), ...readFeatures(folder) };
  const { labels } = info;
  if (!labels) throw new PreparedInvalidError(join(folder, 'features.json'), 'it says no number of labels.');
  openPrepared(folder, { labels, cacheDir: dataFolders(options).cacheDir });
  return {
    info,
    async *records(split) {
      yield* streamRecords(info.splits, labels.length, split);
    },
  };
}
