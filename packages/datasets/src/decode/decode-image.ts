import type { ResizeSettings } from '@teamnet/records';
import sharp from 'sharp';
import { MOST_PIXELS } from '../limits.js';
import { countJpegComponents } from './count-jpeg-components.js';
import { type Pixels, resizePixels } from './resize-pixels.js';

// Many small images: one thread an image, several images at once, beats several threads an image.
sharp.concurrency(1);
sharp.cache(false);

/** How every encoded image is opened. */
export const INPUT = { failOn: 'error', ignoreIcc: true, limitInputPixels: MOST_PIXELS } as const;

/**
 * Decodes a JPEG, PNG or SVG to RGB and resizes it to a square, as TFDS' `decode_image(channels=3)` and
 * `tf.image.resize(…, 'bilinear', antialias=True)` do: grey becomes three equal channels, alpha is dropped (not
 * blended), EXIF orientation and colour profiles are ignored.
 * @param imageSize side of the result, pixels
 * @returns uint8 [imageSize, imageSize, 3], RGB
 * @throws the decoder's error, for a truncated image too
 */
export async function decodeImage(
  bytes: Uint8Array,
  imageSize: number,
  resize: ResizeSettings = {},
): Promise<Uint8Array> {
  return resizePixels(await decodePixels(bytes), imageSize, resize);
}

/** Decodes a JPEG, PNG or SVG at its own size. @throws the decoder's error, for a truncated image too */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  const isCmyk = countJpegComponents(bytes) === 4;
  const image = sharp(bytes, INPUT);
  const { data, info } = await (isCmyk ? image.pipelineColourspace('cmyk') : image)
    .toColourspace(isCmyk ? 'cmyk' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = isCmyk ? cmykToRgb(data) : toRgb(data, info.channels);
  return { data: rgb, width: info.width, height: info.height };
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
