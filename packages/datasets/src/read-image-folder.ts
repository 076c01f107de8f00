import { readFile, stat } from 'node:fs/promises';
import type { ResizeSettings } from '@teamnet/records';
import { decodeAll } from './decode/decode-all.js';
import { decodeImage } from './decode/decode-image.js';
import { DecodedSplit } from './decode/decoded-split.js';
import { ImageCorruptError, ImageFolderError } from './errors.js';
import { fileProblem } from './file-problem.js';
import { inMebibytes, MOST_IMAGE_BYTES } from './limits.js';
import { findImages } from './sources/find-images.js';

const REMEDY = 'Remove or replace that image.';

/**
 * Decodes one image file as the data sets' images are.
 * @returns uint8 [imageSize, imageSize, 3], RGB
 * @throws ImageFolderError when it cannot be read, ImageCorruptError when it is no whole image
 */
export async function decodeImageFile(
  file: string,
  imageSize: number,
  resize?: ResizeSettings,
): Promise<Uint8Array> {
  const bytes = await readImage(file);
  try {
    return await decodeImage(bytes, imageSize, resize);
  } catch (error) {
    throw new ImageCorruptError(file, error, 'Give a whole JPEG, PNG, GIF or WebP.');
  }
}

/**
 * Decodes a folder whose subfolders are the labels; deeper folders count by the one that holds the image.
 * `labelNames` are the subfolders' names in alphabetical order, keys `<label>/<file>`.
 * @throws ImageFolderError, ImageCorruptError
 */
export async function readImageFolder(
  folder: string,
  imageSize: number,
  resize?: ResizeSettings,
): Promise<DecodedSplit> {
  const found = findImages(folder, true);
  const broken = found.find((image) => image.broken !== undefined);
  if (broken) throw new ImageFolderError(broken.file, `${broken.broken}.`, REMEDY);
  const loose = found.find((image) => image.folders.length === 0);
  if (loose)
    throw new ImageFolderError(loose.file, 'lies in no label folder.', `Put it into ${folder}/<label>/.`);
  const labelNames = [...new Set(found.map((image) => image.folders.at(-1)!))].sort();
  const examples = found.map((image) => {
    const name = image.folders.at(-1)!;
    const label = labelNames.indexOf(name);
    return { key: `${name}/${image.name}`, label, file: image.file, offset: 0, length: image.bytes };
  });
  const store = { splits: [], read: (example: { file: string }) => readImage(example.file), where: fileOf };
  return new DecodedSplit({
    imageSize,
    images: await decodeAll(store, examples, { imageSize, resize }).catch(refuseCorrupt),
    labels: Int32Array.from(examples, (example) => example.label),
    keys: examples.map((example) => example.key),
    labelNames,
  });
}

/** These are no data set, of which broken images could be left out. */
function refuseCorrupt(error: unknown): never {
  if (!(error instanceof ImageCorruptError)) throw error;
  throw new ImageCorruptError(error.where, error.cause, REMEDY);
}

/** The bytes of an image file. @throws ImageFolderError */
export async function readImage(file: string): Promise<Uint8Array> {
  try {
    const stats = await stat(file);
    // A device or a pipe would be read for ever.
    if (!stats.isFile()) throw new Error('it is no file');
    if (stats.size > MOST_IMAGE_BYTES)
      throw new Error(
        `it has ${inMebibytes(stats.size)}; an image has at most ${inMebibytes(MOST_IMAGE_BYTES)}`,
      );
    return await readFile(file);
  } catch (error) {
    const problem = `cannot be read: ${fileProblem(error)}.`;
    throw new ImageFolderError(file, problem, 'Check that the file is there and may be read.', error);
  }
}

function fileOf(example: { file: string }): string {
  return example.file;
}
