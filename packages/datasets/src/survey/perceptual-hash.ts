import { createHash } from 'node:crypto';
import { imageDimensions } from '../decode/image-dimensions.js';

/** Side of the grey thumbnail that is compared; one more than the differences a row. */
const SIDE = 9;
/** Pixels a side of what becomes one pixel of the thumbnail. */
const BOX = 3;
/** Side of the image that a look is taken of. */
export const LOOK_SIZE = SIDE * BOX;
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
 * @param bytes the encoded image
 * @param pixels the same, uint8 [LOOK_SIZE, LOOK_SIZE, 3], RGB
 * @throws the decoder's error where the size cannot be read
 */
export async function lookAt(bytes: Uint8Array, pixels: Uint8Array): Promise<ImageLook> {
  const { width, height } = await imageDimensions(bytes);
  const grey = thumbnail(pixels);
  const digest = createHash('sha256').update(bytes).digest();
  const flat = Math.max(...grey) - Math.min(...grey) < LEAST_CONTRAST;
  const hash = flat ? wordsOf(digest) : differenceHash(grey);
  return { width, height, sha256: digest.toString('hex'), hash };
}

/** Luma (ITU-R BT.601), the mean of each box. @returns uint8 [9, 9], flat */
function thumbnail(pixels: Uint8Array): Uint8Array {
  const sums = new Float64Array(SIDE * SIDE);
  for (let y = 0, at = 0; y < LOOK_SIZE; y++)
    for (let x = 0; x < LOOK_SIZE; x++, at += 3)
      sums[Math.floor(y / BOX) * SIDE + Math.floor(x / BOX)]! +=
        0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
  return Uint8Array.from(sums, (sum) => Math.round(sum / BOX ** 2));
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
