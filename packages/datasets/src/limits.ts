/**
 * What a data set made by others may ask of this machine's memory. Published ones stay far below; a decompression bomb
 * or a damaged length does not.
 */

/** An encoded image, in an archive, a folder or a record: 64 MiB. */
export const MOST_IMAGE_BYTES = 2 ** 26;

/** Width times height: a photo of 60 megapixels is decoded, a bomb of 60,000 x 60,000 is refused by its header. */
export const MOST_PIXELS = 2 ** 26;

/** A record of a TFRecord file: an image and what TFDS writes beside it. */
export const MOST_RECORD_BYTES = 2 * MOST_IMAGE_BYTES;

/** Images of a tgz, which are all held in memory at once: 1 GiB. */
export const MOST_TGZ_BYTES = 2 ** 30;

/** A tgz may unpack to so many times its size; photos hardly shrink. Looked at from MOST_TGZ_BYTES on. */
export const MOST_TGZ_RATIO = 100;

/** dataset_info.json and its like: 64 MiB. */
export const MOST_JSON_BYTES = 2 ** 26;

/** Bytes as people read them, e.g. `64 MiB`. */
export function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
