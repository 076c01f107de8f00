import sharp, { type Sharp } from 'sharp';
import { MOST_PIXELS } from '../limits.js';

// Many small images: one thread an image, several images at once, beats several threads an image.
sharp.concurrency(1);
sharp.cache(false);

/** How images are resized; part of the cache's key. libvips' name for a triangle filter widened by the shrink factor. */
export const RESIZE_KERNEL = 'linear';

/** How every encoded image is opened. */
export const INPUT = { failOn: 'error', ignoreIcc: true, limitInputPixels: MOST_PIXELS } as const;

/**
 * Decodes a JPEG, PNG or SVG to RGB and stretches it to a square, as TFDS' `decode_image(channels=3)` and
 * `tf.image.resize(…, 'bilinear', antialias=True)` do: grey becomes three equal channels, alpha is dropped (not
 * blended), EXIF orientation and colour profiles are ignored.
 * @param imageSize side of the result, pixels
 * @returns uint8 [imageSize, imageSize, 3], RGB
 * @throws the decoder's error, for a truncated image too
 */
export async function decodeImage(bytes: Uint8Array, imageSize: number): Promise<Uint8Array> {
  const size = { width: imageSize, height: imageSize, fit: 'fill', kernel: RESIZE_KERNEL } as const;
  const image = isPng(bytes) ? await withoutAlpha(bytes) : sharp(bytes, INPUT);
  const { data, info } = await image
    .resize({ ...size, fastShrinkOnLoad: false })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return toRgb(data, info.channels);
}

/** sharp would blend by alpha before it resizes; TensorFlow just leaves the fourth channel away. */
async function withoutAlpha(bytes: Uint8Array): Promise<Sharp> {
  const { data, info } = await sharp(bytes, INPUT)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = toRgb(data, info.channels);
  return sharp(rgb, { raw: { width: info.width, height: info.height, channels: 3 } });
}

/** 1 = grey, 2 = grey and alpha, 3 = RGB, 4 = RGB and alpha. */
function toRgb(data: Uint8Array, channels: number): Uint8Array {
  // Not a Buffer: its slice() is a view, which would surprise.
  if (channels === 3) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  const pixels = data.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  const grey = channels < 3;
  for (let i = 0, from = 0, to = 0; i < pixels; i++, from += channels, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[grey ? from : from + 1]!;
    rgb[to + 2] = data[grey ? from : from + 2]!;
  }
  return rgb;
}

function isPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
}
