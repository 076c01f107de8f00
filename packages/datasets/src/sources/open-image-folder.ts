import { relative } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { findNotice } from '../credits/find-notice.js';
import { ImageFolderError } from '../errors.js';
import type { ExampleStore, StoredExample } from '../example-store.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { readImage } from '../read-image-folder.js';
import { type FoundImage, findImages } from './find-images.js';

/**
 * Reads `<folder>/…/<label>/*.{jpg,jpeg,png}` in place as a data set, with the keys and the order of TFDS. A `train`
 * or `test` folder anywhere above the label says the split; without one everything is `train`.
 * @param keepBroken gives image files that cannot be read as examples with the reason, instead of throwing
 * @throws ImageFolderError: a folder that is no label, a label without images, two images with one key
 */
export function openImageFolder(
  folder: string,
  builder: DatasetBuilder<string>,
  keepBroken = false,
): ExampleStore {
  const bySplit = new Map<string, StoredExample[]>();
  for (const image of findImages(folder, keepBroken)) {
    const split = splitOf(image, builder);
    if (!bySplit.has(split)) bySplit.set(split, []);
    bySplit.get(split)!.push(toExample(image, split, folder, builder));
  }
  const splits = [...bySplit.keys()].sort(trainFirst).map((name) => {
    const examples = shuffledOrder(name, bySplit.get(name)!);
    refuseTwins(examples);
    return { name, examples, shardLengths: [examples.length] };
  });
  refuseMissingLabels(folder, builder, bySplit.get('train') ?? []);
  return {
    splits,
    read: (example) => readImage(example.file),
    where: (example) => example.file,
    credits: () => findNotice(folder, builder),
  };
}

function splitOf(image: FoundImage, builder: DatasetBuilder<string>): string {
  const named = image.folders.findLast((name) => Object.hasOwn(builder.splitFolders, name.toLowerCase()));
  return named ? builder.splitFolders[named.toLowerCase()]! : 'train';
}

function toExample(
  image: FoundImage,
  split: string,
  root: string,
  builder: DatasetBuilder<string>,
): StoredExample {
  // A Mac writes accents and Korean in parts: the same folder must give the same keys everywhere.
  const folder = (image.folders.at(-1) ?? '').normalize('NFC');
  const name = builder.labels.includes(folder) ? folder : folder.toLowerCase();
  const label = builder.labels.indexOf(name);
  if (label < 0) {
    const place = relative(root, image.file);
    throw new ImageFolderError(
      root,
      `${place} lies in no label's folder of ${builder.name}.`,
      `Name the folders after the labels: ${builder.labels.join(', ')}.`,
    );
  }
  const key = builder.folderKey(split, name, image.name.normalize('NFC'));
  const example = { key, label, file: image.file, offset: 0, length: image.bytes };
  return image.broken === undefined ? example : { ...example, broken: image.broken };
}

function refuseTwins(ordered: readonly StoredExample[]): void {
  ordered.forEach((example, i) => {
    const before = ordered[i - 1];
    if (before?.key === example.key)
      throw new ImageFolderError(
        example.file,
        `has the same label and name as ${before.file}.`,
        'Rename or remove one of the two.',
      );
  });
}

function refuseMissingLabels(
  folder: string,
  builder: DatasetBuilder<string>,
  train: readonly StoredExample[],
): void {
  const missing = builder.labels.filter((_, label) => !train.some((example) => example.label === label));
  if (missing.length > 0)
    throw new ImageFolderError(
      folder,
      `there are no training images of ${missing.join(', ')}.`,
      `Put images of each label into its folder: ${builder.labels.join(', ')}.`,
    );
}

function trainFirst(a: string, b: string): number {
  return Number(b === 'train') - Number(a === 'train') || (a < b ? -1 : 1);
}
