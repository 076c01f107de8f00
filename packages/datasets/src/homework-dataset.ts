import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Homework } from '@teamnet/records';
import { findBuilder } from './builders/all-builders.js';
import type { DatasetBuilder } from './builders/builder.js';
import type { DataOptions } from './data-options.js';
import { defineDataset } from './define-dataset.js';
import { DatasetFolderMissingError, DefinitionInvalidError } from './errors.js';
import { type OpenDataset, openBuilder } from './open-dataset.js';

/**
 * The data set that a homework calls by a name: the course's, or the team's own.
 * @param homework as readHomework gives it
 * @param appFolder `apps/<team>`, which the folders of own data sets are relative to
 * @throws DatasetUnknownError, DatasetFolderMissingError, DefinitionInvalidError, ImageFolderError
 */
export function homeworkDataset(
  { ownDatasets = [] }: Pick<Homework, 'ownDatasets'>,
  name: string,
  appFolder: string,
): DatasetBuilder {
  const own = ownDatasets.find((one) => one.name === name);
  if (!own) return findBuilder(name);
  const { splits, folder: place, ...said } = own;
  const folder = join(appFolder, place);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new DatasetFolderMissingError(name, folder);
  refuseLinks(name, appFolder, folder);
  return defineDataset({ ...said, folder, ...(splits ? { defaultSplits: splits } : {}) });
}

/** Turbo follows no links, so it would not see a change behind one; git and team-mates have only the link. */
function refuseLinks(name: string, appFolder: string, folder: string): void {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const link = inside.find((path) => lstatSync(path).isSymbolicLink());
  const isLinked = realpathSync(folder) !== resolve(realpathSync(appFolder), relative(appFolder, folder));
  if (!link && !isLinked) return;
  throw new DefinitionInvalidError(
    name,
    `${link ?? folder} is a link.`,
    'Put the images themselves there: team-mates and turbo see nothing else.',
  );
}

/** Opens it: the course's from the first source that has it, the team's own from its folder, whatever the source. */
export async function openHomeworkDataset(
  homework: Pick<Homework, 'ownDatasets'>,
  name: string,
  appFolder: string,
  options: DataOptions = {},
): Promise<OpenDataset> {
  const builder = homeworkDataset(homework, name, appFolder);
  return openBuilder(builder, builder.folder === undefined ? options : { ...options, source: undefined });
}
