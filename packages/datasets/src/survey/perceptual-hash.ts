import { createHash } from 'node:crypto';
import { INPUT } from '../decode/decode-image.js';
import { loadSharp } from '../decode/load-sharp.js';

/** Side of the grey thumbnail that is compared; one more than the differences a row. */
const SIDE = 9;
/** 32-bit words of a hash. */
export const HASH_WORDS = 4;
/** Grey levels by which a pixel must be darker to count: less is the noise of JPEG in a plain area. */
const LEAST_STEP = 2;
/** Grey levels of 255 that a thumbnail must span: an image of one colour has no look. */
const LEAST_CONTRAST = 8;

/** What one encoded image looks like. */
export interface ImageLook {
  /** Pixels, as stored (EXIF orientation ignored, as everywhere). */
  width: number;
  height: number;
  /** Of the encoded image. */
  sha256: string;
  /** 128 bits in four unsigned words. */
  hash: number[];
}

/**
 * The difference hash of an image in both directions: of a 9 x 9 grey thumbnail, one bit for each pixel that is
 * darker than its right neighbour and one for each that is darker than the one below (dHash, N. Krawetz, "Kind of
 * Like That", hackerfactor.com 2013, here with rows and columns). It hardly changes with size, compression,
 * brightness or colour. An image of one colour has its sha256's bits instead, so that only equal bytes are its twin.
 * @param bytes JPEG, PNG or SVG
 * @throws the decoder's error
 */
export async function lookAt(bytes: Uint8Array): Promise<ImageLook> {
  const image = (await loadSharp())(bytes, INPUT);
  const { width, height } = await image.metadata();
  const grey = await image
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer();
  const digest = createHash('sha256').update(bytes).digest();
  const flat = Math.max(...grey) - Math.min(...grey) < LEAST_CONTRAST;
  const hash = flat ? wordsOf(digest) : differenceHash(grey);
  return { width, height, sha256: digest.toString('hex'), hash };
}

/** @param grey uint8 [9, 9], flat */
export function differenceHash(grey: Uint8Array): number[] {
  const words = new Uint32Array(HASH_WORDS);
  let bit = 0;
  for (const step of [1, SIDE])
    for (let y = 0; y < SIDE - 1; y++)
      for (let x = 0; x < SIDE - 1; x++, bit++) {
        const at = y * SIDE + x;
        if (grey[at + step]! - grey[at]! >= LEAST_STEP) words[bit >>> 5]! |= 1 << (bit & 31);
      }
  return [...words];
}

function wordsOf(digest: Buffer): number[] {
  return Array.from({ length: HASH_WORDS }, (_, word) => digest.readUInt32LE(4 * word));
}
