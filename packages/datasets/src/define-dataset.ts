import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCourseDataset, type SplitExpressions } from '@teamnet/records';
import type { Archive, DatasetBuilder } from './builders/builder.js';
import { DefinitionInvalidError, ImageFolderError } from './errors.js';
import { type FoundImage, findImages } from './sources/find-images.js';

/** A team's own data set: a folder of images, or archives of such folders. */
export interface DatasetDefinition {
  /** Letters a-z, digits and `_`, a letter first. */
  name: string;
  /** `<folder>/<split>/<label>/*.{jpg,jpeg,png}`, or `<folder>/<label>/…`, which is all `train`. */
  folder?: string | URL;
  /** zip or tgz files with `…/<label>/*.{jpg,jpeg,png}`, one a split; `labels` must be given then. */
  archives?: readonly Archive[];
  /** In label order; when left out the names of the label folders of all splits, sorted. */
  labels?: readonly string[];
  /** 1.0.0 when left out. */
  version?: string;
  description?: string;
  citation?: string;
  license?: string;
  homepage?: string;
  /** What to train, validate and test on; when left out, by the splits that there are. */
  defaultSplits?: SplitExpressions;
}

/** A new field that is missing here does not compile. */
const FIELDS: Record<keyof DatasetDefinition, true> = {
  ...{ name: true, folder: true, archives: true, labels: true, version: true, description: true },
  ...{ citation: true, license: true, homepage: true, defaultSplits: true },
};
const OF_ARCHIVES: Record<keyof Archive, 'string' | 'number'> = {
  ...{ file: 'string', url: 'string', bytes: 'number', sha256: 'string', split: 'string' },
};
const IMAGE = /^(?!\.).*\.(?:jpe?g|png)$/i;

/**
 * A data set of one's own for load, builder and openBuilder, by the convention of TFDS' `ImageFolder`
 * (https://www.tensorflow.org/datasets/api_docs/python/tfds/folder_dataset/ImageFolder). Keys are
 * `<split>/<label>/<file>`; the order is TFDS' of a prepared data set, by a hash of the key, so that each slice of a
 * split holds all labels.
 * @throws DefinitionInvalidError, ImageFolderError
 */
export function defineDataset(definition: DatasetDefinition): DatasetBuilder<string> {
  const { name, version = '1.0.0', archives = [] } = definition;
  const refuse = (problem: string, remedy: string) => new DefinitionInvalidError(name, problem, remedy);
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw refuse('this is no name.', 'Use letters a-z, digits and _, a letter first.');
  const unknown = Object.keys(definition).find((field) => !(field in FIELDS));
  if (unknown !== undefined)
    throw refuse(`"${unknown}" is no field of it.`, `There is ${Object.keys(FIELDS).join(', ')}.`);
  for (const [index, archive] of archives.entries())
    for (const [field, type] of Object.entries(OF_ARCHIVES))
      if (typeof archive[field as keyof Archive] !== type)
        throw refuse(
          `archives[${index}].${field} is no ${type}.`,
          `Give ${Object.keys(OF_ARCHIVES).join(', ')}.`,
        );
  if (isCourseDataset(name)) throw refuse("it is Teamnet's own.", 'Choose another name.');
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw refuse(`version ${version}.`, 'Write it as 1.0.0.');
  if ((definition.folder === undefined) === (archives.length === 0))
    throw refuse('it needs either a folder or archives.', 'Give one of the two.');
  const found = definition.folder === undefined ? null : lookInto(definition.folder);
  const labels = definition.labels ?? found?.labels;
  if (!labels) throw refuse('its labels are not known before the archives are there.', 'Give labels.');
  if (found?.labels.length === 1 && !definition.labels)
    throw new ImageFolderError(
      found.folder,
      `there is only one label in it, ${labels[0]}.`,
      'Put the images of a second label into a folder beside that one.',
    );
  if (labels.length < 2 || new Set(labels).size < labels.length)
    throw refuse(`labels ${labels.join(', ') || 'none'}.`, 'It takes two or more, each once.');
  const splits = found?.splits ?? archives.map(({ split }) => split);
  return {
    ...{ name, version, labels, archives, ...(found ? { folder: found.folder } : {}) },
    imageShape: [-1, -1, 3],
    member(path) {
      const [file = '', label = ''] = path.split('/').reverse();
      // Also one under no label: preparing refuses it by name, as a folder's image is, rather than leaving it out.
      return IMAGE.test(file) ? { key: path, label } : null;
    },
    folderKey: (split, label, file) => `${split}/${label}/${file}`,
    splitFolders: Object.fromEntries((found?.bySplit ? splits : []).map((split) => [split, split])),
    defaultSplits: definition.defaultSplits ?? defaultSplits(splits),
    description: definition.description ?? `Images of ${labels.join(', ')}.`,
    citation: definition.citation ?? '',
    license: definition.license ?? 'not stated',
    homepage: definition.homepage ?? '',
    moduleName: `teamnet.${name}`,
  };
}

function lookInto(given: string | URL) {
  const folder = resolve(given instanceof URL ? fileURLToPath(given) : given);
  const found = findImages(folder, true);
  const depth = found[0]?.folders.length ?? 0;
  const odd = found.find(({ folders }) => folders.length !== depth || depth < 1 || depth > 2);
  if (odd)
    throw new ImageFolderError(
      odd.file,
      odd.folders.length === 0
        ? "lies in no label's folder."
        : 'does not lie where the other images of its data set do.',
      `Put images into ${folder}/<split>/<label>/, or all into ${folder}/<label>/.`,
    );
  const names = (pick: (image: FoundImage) => string) => [...new Set(found.map(pick))].sort();
  const bySplit = depth === 2;
  const splits = bySplit ? names(({ folders }) => folders[0]!) : ['train'];
  const bad = splits.find((split) => !/^[a-z][a-z0-9_]*$/.test(split) || split === 'all');
  if (bad !== undefined || !splits.includes('train'))
    throw new ImageFolderError(
      folder,
      bad === undefined ? 'there is no folder train.' : `"${bad}" is no name of a split.`,
      'Name the folders of the splits train, validation and test, in small letters.',
    );
  return { folder, bySplit, splits, labels: names(({ folders }) => folders.at(-1)!.normalize('NFC')) };
}

function defaultSplits(splits: readonly string[]): SplitExpressions {
  const validation = ['validation', 'val', 'valid', 'dev'].find((name) => splits.includes(name));
  const test = splits.includes('test');
  if (validation && test) return { train: 'train', validation, test: 'test' };
  if (validation) return { train: 'train[:80%]', validation, test: 'train[80%:]' };
  if (test) return { train: 'train[:85%]', validation: 'train[85%:]', test: 'test' };
  return { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' };
}
