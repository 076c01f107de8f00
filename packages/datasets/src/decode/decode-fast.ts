import { createRequire } from 'node:module';
import type * as napiImage from '@napi-rs/image';
import { MOST_PIXELS } from '../limits.js';
import { type ImageHeader, imageHeader } from './image-header.js';
import type { Pixels } from './resize-pixels.js';

const require = createRequire(import.meta.url);

/** The part of @julusian/jpeg-turbo that is used; its own types are of an ES module, which it is not. */
interface JpegTurbo {
  FORMAT_RGB: number;
  decompressSync(
    image: Uint8Array,
    out: Uint8Array,
    options: { format: number },
  ): { width: number; height: number };
}

/** Bytes up to which one array takes the pixels of each JPEG in turn: 4 megapixels. */
const MOST_SCRATCH = 12 * 2 ** 20;
let scratch = new Uint8Array(0);

/** Loaded with the first image that needs it. */
let jpegTurbo: JpegTurbo | undefined;
let pngReader: typeof napiImage.Transformer | undefined;

/**
 * Decodes the common kinds of JPEG (grey, colour) and PNG (8 bits, no palette), at once and in this thread:
 * JPEG by libjpeg-turbo with its fast DCT, as `tf.io.decode_jpeg` does by default, PNG by the png crate.
 * @param options.mayOverwrite whether the pixels need to last only until the next image is decoded
 * @returns undefined for another kind and for what these decoders refuse: whether it is an image, and what is wrong
 *   with it, says libvips, which knows more kinds
 */
export function decodeFast(bytes: Uint8Array, options: { mayOverwrite?: boolean } = {}): Pixels | undefined {
  const header = imageHeader(bytes);
  if (header?.depth !== 8 || header.hasPalette) return undefined;
  if (header.width * header.height > MOST_PIXELS) return undefined;
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return header.format === 'jpeg' ? decodeJpeg(image, header, options) : decodePng(image, header);
}

function decodeJpeg(
  image: Buffer,
  { width, height, channels }: ImageHeader,
  { mayOverwrite = false }: { mayOverwrite?: boolean },
): Pixels | undefined {
  if (channels !== 1 && channels !== 3) return undefined;
  jpegTurbo ??= require('@julusian/jpeg-turbo') as JpegTurbo;
  const { decompressSync, FORMAT_RGB } = jpegTurbo;
  const size = width * height * 3;
  const data = mayOverwrite ? scratchOf(size) : new Uint8Array(size);
  const found = unlessRefused(() => decompressSync(image, data, { format: FORMAT_RGB }));
  return found?.width === width && found.height === height ? { data, width, height, channels: 3 } : undefined;
}

function scratchOf(size: number): Uint8Array {
  if (size > MOST_SCRATCH) return new Uint8Array(size);
  if (size > scratch.length) scratch = new Uint8Array(size);
  return scratch.subarray(0, size);
}

function decodePng(image: Buffer, { width, height }: ImageHeader): Pixels | undefined {
  pngReader ??= (require('@napi-rs/image') as typeof napiImage).Transformer;
  const Reader = pngReader;
  const data = unlessRefused(() => new Reader(image).rawPixelsSync());
  if (data === undefined) return undefined;
  const channels = data.length / (width * height);
  if (channels === 1 || channels === 2)
    return { data: greyToRgb(data, channels), width, height, channels: 3 };
  return channels === 3 || channels === 4 ? { data, width, height, channels } : undefined;
}

function unlessRefused<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** @param channels 1 = grey, 2 = grey and alpha */
export function greyToRgb(grey: Uint8Array, channels: 1 | 2): Uint8Array {
  const rgb = new Uint8Array((grey.length / channels) * 3);
  for (let from = 0, to = 0; from < grey.length; from += channels, to += 3) rgb.fill(grey[from]!, to, to + 3);
  return rgb;
}
