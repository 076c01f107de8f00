import { setImmediate } from 'node:timers/promises';
import type { ResizeSettings } from '@teamnet/records';
import { decodeImage } from './decode-image.js';

/** What decoded images are made into. */
export interface PixelSettings {
  /** Side of the square images, pixels. */
  imageSize: number;
  resize?: ResizeSettings | undefined;
}

/** A few images, decoded together. */
export interface DecodedChunk {
  /** uint8 [images, imageSize, imageSize, 3], RGB, flat; zeros where an image is broken. */
  pixels: Uint8Array;
  /** What the decoder says of each broken image, by its place. */
  problems: Map<number, string>;
}

/** Decodes and resizes a few images, one after the other, in this thread. */
export async function decodeChunk(
  images: readonly Uint8Array[],
  { imageSize, resize }: PixelSettings,
): Promise<DecodedChunk> {
  const bytes = imageSize * imageSize * 3;
  const pixels = new Uint8Array(images.length * bytes);
  const problems = new Map<number, string>();
  for (const [i, image] of images.entries())
    try {
      await decodeImage(image, imageSize, resize, pixels.subarray(i * bytes, (i + 1) * bytes));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.set(i, error.message);
    } finally {
      // Lets go of the decoder's memory, which would else be fresh from the system for each image.
      await setImmediate();
    }
  return { pixels, problems };
}
