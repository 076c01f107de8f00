import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Homework, type OwnDataset, TeamnetError } from '@teamnet/records';
import type { DataOptions } from '../data-options.js';
import { homeworkDataset } from '../homework-dataset.js';
import { openImageFolder } from '../sources/open-image-folder.js';
import type { ListedDataset } from './list-datasets.js';

/**
 * A team's own data sets, with the number of their images, without reading any; an archive is unpacked into the cache
 * the first time. One that cannot be had is listed with the reason.
 * @param homework as readHomework gives it
 * @param appFolder `apps/<team>`
 */
export async function listOwnDatasets(
  { ownDatasets = [] }: Pick<Homework, 'ownDatasets'>,
  appFolder: string,
  options: DataOptions = {},
): Promise<ListedDataset[]> {
  return Promise.all(ownDatasets.map((own) => list(own, appFolder, options)));
}

async function list(own: OwnDataset, appFolder: string, options: DataOptions): Promise<ListedDataset> {
  const place = join(appFolder, own.folder ?? own.archive ?? '');
  const nothing = {
    ...{ name: own.name, version: '1.0.0', description: '', labels: [] },
    ...{ prepared: null, manual: existsSync(place) ? place : null, numExamples: null, downloadBytes: 0 },
  };
  try {
    const builder = await homeworkDataset({ ownDatasets: [own] }, own.name, appFolder, options);
    const { splits } = openImageFolder(builder.folder!, builder, true);
    const { version, description, labels } = builder;
    const numExamples = splits.reduce((sum, { examples }) => sum + examples.length, 0);
    return { ...nothing, version, description, labels: [...labels], numExamples };
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    return { ...nothing, problem: `${error.message} ${error.remedy}` };
  }
}
