import { decodePixels } from '../decode/decode-image.js';
import { resizePixels } from '../decode/resize-pixels.js';
import { ImageCorruptError } from '../errors.js';
import type { ReadableExample } from './file-parts.js';
import { readAhead } from './read-ahead.js';

/** One example as plain arrays. */
export interface LoadedExample {
  /** The record's key, TFDS' `tfds_id`. */
  id: string;
  /** uint8 RGB, flat, of the shape beside it; the encoded bytes where decoding was skipped. */
  image: Uint8Array;
  /** Height, width, 3; null where decoding was skipped. */
  shape: [number, number, 3] | null;
  /** Index into info.labels. */
  label: number;
}

export interface StreamOptions {
  /** Side of the square images, pixels; their own size when left out. */
  imageSize?: number | undefined;
  skipDecoding?: boolean;
}

/**
 * Examples one by one, decoded a few ahead.
 * @throws ImageCorruptError that names the example and its file; what reading throws
 */
export function exampleStream(
  examples: Iterable<ReadableExample>,
  { imageSize, skipDecoding = false }: StreamOptions,
): AsyncGenerator<LoadedExample> {
  return readAhead(examples, async (example) => {
    const { key: id, label } = example;
    const encoded = await example.read();
    if (skipDecoding) return { id, image: encoded, shape: null, label };
    try {
      const pixels = await decodePixels(encoded);
      if (imageSize === undefined)
        return { id, image: pixels.data, shape: [pixels.height, pixels.width, 3], label };
      const image = resizePixels(pixels, imageSize);
      return { id, image, shape: [imageSize, imageSize, 3], label };
    } catch (error) {
      const place = example.where();
      throw new ImageCorruptError(place.includes(id) ? place : `${id} (${place})`, error);
    }
  });
}
