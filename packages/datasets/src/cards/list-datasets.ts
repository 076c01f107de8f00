import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseDataset } from '@teamnet/records';
import { allBuilders } from '../builders/all-builders.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { PreparedInvalidError } from '../errors.js';
import { readDatasetInfo } from '../sources/read-dataset-info.js';
import { versionFolder } from '../version-folder.js';

/** A data set and what of it lies on this machine. */
export interface ListedDataset<Name extends string = string> {
  name: Name;
  version: string;
  description: string;
  labels: string[];
  /** Its TFDS folder; null when it has not been prepared. */
  prepared: string | null;
  /** Archives or image folder in the manual folder, a team's own folder or archive; null when there is none. */
  manual: string | null;
  /** Images of all splits; null where they are not known without opening it. */
  numExamples: number | null;
  /** Bytes that a download would fetch. */
  downloadBytes: number;
  /** Why it cannot be opened, and what to do; absent where nothing is known to be wrong. */
  problem?: string;
}

/** The course's data sets, without opening or downloading any. */
export function listDatasets(options: DataOptions = {}): ListedDataset<CourseDataset>[] {
  const { dataDir, manualDir } = dataFolders(options);
  return Object.values(allBuilders).map((builder) => {
    const { name, version, description, labels, archives } = builder;
    const folder = manualDir ? join(manualDir, name) : undefined;
    const hasArchives = manualDir && archives.every((archive) => existsSync(join(manualDir, archive.file)));
    const place = versionFolder(dataDir, builder);
    const prepared = existsSync(place) ? place : null;
    return {
      ...{ name, version, description, labels: [...labels], prepared },
      manual: hasArchives ? manualDir : folder && existsSync(folder) ? folder : null,
      numExamples: prepared === null ? null : countPrepared(prepared),
      downloadBytes: archives.reduce((sum, archive) => sum + archive.bytes, 0),
    };
  });
}

function countPrepared(folder: string): number | null {
  try {
    const lengths = readDatasetInfo(folder).splits.flatMap(({ shardLengths }) => shardLengths);
    return lengths.reduce((sum, length) => sum + length, 0);
  } catch (error) {
    // What is wrong with it is told by whatever opens it.
    if (error instanceof PreparedInvalidError) return null;
    throw error;
  }
}
