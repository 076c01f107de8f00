import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Homework, OwnDataset } from '@teamnet/records';
import { findBuilder } from './builders/all-builders.js';
import type { DatasetBuilder } from './builders/builder.js';
import { type DataOptions, dataFolders } from './data-options.js';
import { defineDataset } from './define-dataset.js';
import { DatasetImagesMissingError, DefinitionInvalidError } from './errors.js';
import { type OpenDataset, openBuilder } from './open-dataset.js';
import { inArchive } from './sources/in-archive.js';
import { unpackImages } from './sources/unpack-images.js';

/** In paths of this system's and of archives. */
const NAMES = sep === '/' ? '/' : /[\\/]/;
/** And marks that turn the direction of writing. */
const NOT_ON_WINDOWS =
  /[\\:*?"<>|\p{Cc}\u202a-\u202e\u2066-\u2069]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * The data set that a homework calls by a name: the course's, or the team's own. An archive of the team's is unpacked
 * into the cache first.
 * @param homework as readHomework gives it
 * @param appFolder `apps/<team>`, which the folders and archives of own data sets are relative to
 * @throws DatasetUnknownError, DatasetImagesMissingError, DefinitionInvalidError, ImageFolderError, ArchiveInvalidError
 */
export async function homeworkDataset(
  { ownDatasets = [] }: Pick<Homework, 'ownDatasets'>,
  name: string,
  appFolder: string,
  options: DataOptions = {},
): Promise<DatasetBuilder> {
  const own = ownDatasets.find((one) => one.name === name);
  if (!own) return findBuilder(name);
  const place = join(appFolder, own.folder ?? own.archive ?? '');
  refuseMissing(own, place);
  refuseLinks(name, appFolder, place);
  if (own.archive === undefined) {
    refuseNames(name, readdirSync(place, { recursive: true, encoding: 'utf8' }));
    return define(own, place);
  }
  const { cacheDir } = dataFolders(options);
  const { folder, guessed } = await unpackImages(place, cacheDir, (paths) => refuseNames(name, paths));
  const defined = inArchive({ folder, archive: place }, () => define(own, folder));
  return { ...defined, archive: place, ...(guessed ? { archiveNames: guessed } : {}) };
}

function define({ name, license, homepage, splits }: OwnDataset, folder: string): DatasetBuilder {
  return defineDataset({
    ...{ name, folder },
    ...(license === undefined ? {} : { license }),
    ...(homepage === undefined ? {} : { homepage }),
    ...(splits ? { defaultSplits: splits } : {}),
  });
}

function refuseMissing({ name, archive }: OwnDataset, place: string): void {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (archive === undefined ? stats?.isDirectory() : stats?.isFile()) return;
  throw new DatasetImagesMissingError(name, archive === undefined ? 'folder' : 'archive', place);
}

/** Turbo follows no links, so it would not see a change behind one; git and team-mates have only the link. */
function refuseLinks(name: string, appFolder: string, place: string): void {
  const inside = statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true, encoding: 'utf8' }).map((path) => join(place, path))
    : [];
  const link = inside.find((path) => lstatSync(path).isSymbolicLink());
  const isLinked = realpathSync(place) !== resolve(realpathSync(appFolder), relative(appFolder, place));
  if (!link && !isLinked) return;
  throw new DefinitionInvalidError(
    name,
    `${link ?? place} is a link.`,
    'Put the images themselves there: team-mates and turbo see nothing else.',
  );
}

/** Labels and files are named in runs, reports and git, on the machines of all team-mates. */
function refuseNames(name: string, paths: readonly string[]): void {
  const bad = paths.find((path) => path.split(NAMES).some((part) => NOT_ON_WINDOWS.test(part)));
  if (bad !== undefined)
    throw new DefinitionInvalidError(
      name,
      `nothing can be called ${JSON.stringify(bad)} on Windows.`,
      'Rename it in letters and digits, so that every team-mate can have it.',
    );
}

/** Opens it: the course's from the first source that has it, the team's own from its place, whatever the source. */
export async function openHomeworkDataset(
  homework: Pick<Homework, 'ownDatasets'>,
  name: string,
  appFolder: string,
  options: DataOptions = {},
): Promise<OpenDataset> {
  const builder = await homeworkDataset(homework, name, appFolder, options);
  return openBuilder(builder, builder.folder === undefined ? options : { ...options, source: undefined });
}
