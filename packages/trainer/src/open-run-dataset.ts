import { dirname, join, resolve } from 'node:path';
import { type DataOptions, type OpenDataset, openHomeworkDataset } from '@teamnet/datasets';
import { isCourseDataset, type Run, readHomework } from '@teamnet/records';
import { ImagesUnusableError } from './errors.js';

/**
 * Opens the data set that a finished run was tested on, without the images that it was trained without. A team's own is
 * looked up in the homework.json beside its runs.
 * @param runFolder `apps/<team>/runs/<experiment>/<dataset>`
 * @param remedy what else could be done where the images here are others
 * @throws ImagesUnusableError where the data set here is another one than the run's; the datasets room's errors
 */
export async function openRunDataset(
  { dataset }: Run,
  runFolder: string,
  data: DataOptions = {},
  remedy = '',
): Promise<OpenDataset> {
  const { name, fingerprint, source, skipped } = dataset;
  const appFolder = dirname(dirname(dirname(resolve(runFolder))));
  const homework = isCourseDataset(name) ? {} : readHomework(join(appFolder, 'homework.json'));
  const options = { ...data, skipBroken: skipped !== undefined };
  const opened = await openHomeworkDataset(homework, name, appFolder, options);
  if (opened.info.fingerprint === fingerprint) return opened;
  const where = isCourseDataset(name)
    ? 'Give its folder with --data-dir or --manual-dir'
    : 'Put the images back as they were, or train the run again';
  throw new ImagesUnusableError(
    `${runFolder}: the ${name} here (source: ${opened.info.source}) is not the one that the run was tested on (source: ${source}).`,
    `${where}${remedy}.`,
  );
}
