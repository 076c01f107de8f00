import type { ResizeSettings } from '@teamnet/records';
import { MOST_PIXELS } from '../limits.js';
import { decodeFast, greyToRgb } from './decode-fast.js';
import { dropAlpha } from './drop-alpha.js';
import { imageHeader } from './image-header.js';
import { loadSharp } from './load-sharp.js';
import { type Pixels, resizePixels } from './resize-pixels.js';

/** How every encoded image is opened. */
export const INPUT = { failOn: 'error', ignoreIcc: true, limitInputPixels: MOST_PIXELS } as const;

/**
 * Decodes a JPEG, PNG or SVG to RGB and resizes it to a square, as TFDS' `decode_image(channels=3)` and
 * `tf.image.resize(…, 'bilinear', antialias=True)` do: grey becomes three equal channels, alpha is dropped (not
 * blended), EXIF orientation and colour profiles are ignored.
 * @param imageSize side of the result, pixels
 * @param out where the result is written, when given
 * @returns uint8 [imageSize, imageSize, 3], RGB; a new array, or `out`
 * @throws the decoder's error, for a truncated image too
 */
export async function decodeImage(
  bytes: Uint8Array,
  imageSize: number,
  resize: ResizeSettings = {},
  out?: Uint8Array,
): Promise<Uint8Array> {
  const image = decodeFast(bytes, { mayOverwrite: true }) ?? (await decodeOther(bytes));
  return resizePixels(image, imageSize, resize, out);
}

/**
 * Decodes a JPEG, PNG or SVG at its own size.
 * @returns uint8 RGB; alpha is dropped
 * @throws the decoder's error, for a truncated image too
 */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels & { channels: 3 }> {
  return dropAlpha(decodeFast(bytes) ?? (await decodeOther(bytes)));
}

/** By libvips: every kind that decodeFast leaves. */
async function decodeOther(bytes: Uint8Array): Promise<Pixels> {
  const header = imageHeader(bytes);
  const isCmyk = header?.format === 'jpeg' && header.channels === 4;
  const image = (await loadSharp())(bytes, INPUT);
  const { data, info } = await (isCmyk ? image.pipelineColourspace('cmyk') : image)
    .toColourspace(isCmyk ? 'cmyk' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (isCmyk) return { data: cmykToRgb(data), width, height, channels: 3 };
  if (channels === 1 || channels === 2)
    return { data: greyToRgb(data, channels), width, height, channels: 3 };
  // Not a Buffer: its slice() is a view, which would surprise.
  const plain = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return { data: plain, width, height, channels: channels === 4 ? 4 : 3 };
}

/** Without a colour profile, as TensorFlow does; libvips has already turned Adobe's inverted inks round. */
function cmykToRgb(data: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const light = 255 - data[from + 3]!;
    for (let c = 0; c < 3; c++) rgb[to + c] = Math.floor(((255 - data[from + c]!) * light) / 255);
  }
  return rgb;
}
