import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseDataset } from '@teamnet/records';
import { allBuilders } from '../builders/all-builders.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { versionFolder } from '../version-folder.js';

/** A data set that Teamnet knows and what of it lies on this machine. */
export interface ListedDataset {
  name: CourseDataset;
  version: string;
  description: string;
  labels: string[];
  /** Its TFDS folder; null when it has not been prepared. */
  prepared: string | null;
  /** Archives or image folder in the manual folder; null when there is none. */
  manual: string | null;
  /** Bytes that a download would fetch. */
  downloadBytes: number;
}

/** All data sets, without opening or downloading any. */
export function listDatasets(options: DataOptions = {}): ListedDataset[] {
  const { dataDir, manualDir } = dataFolders(options);
  return Object.values(allBuilders).map((builder) => {
    const { name, version, description, labels, archives } = builder;
    const folder = manualDir ? join(manualDir, name) : undefined;
    const hasArchives = manualDir && archives.every((archive) => existsSync(join(manualDir, archive.file)));
    return {
      ...{ name, version, description, labels: [...labels] },
      prepared: existsSync(versionFolder(dataDir, builder)) ? versionFolder(dataDir, builder) : null,
      manual: hasArchives ? manualDir : folder && existsSync(folder) ? folder : null,
      downloadBytes: archives.reduce((sum, archive) => sum + archive.bytes, 0),
    };
  });
}
