import { availableParallelism } from 'node:os';
import type { ResizeSettings } from '@teamnet/records';
import { ImageCorruptError, InterruptedError } from '../errors.js';
import type { ExampleStore, StoredExample } from '../example-store.js';
import { inParallel } from '../in-parallel.js';
import { decodeImage } from './decode-image.js';

/**
 * Decodes and resizes the examples, several at once.
 * @returns uint8 [examples, imageSize, imageSize, 3], flat
 * @throws ImageCorruptError that names the example and its file; InterruptedError
 */
export async function decodeAll(
  store: ExampleStore,
  examples: readonly StoredExample[],
  options: {
    imageSize: number;
    resize?: ResizeSettings | undefined;
    signal?: AbortSignal | undefined;
    onDone?: (done: number) => void;
  },
): Promise<Uint8Array> {
  const { imageSize, resize, signal, onDone } = options;
  const bytes = imageSize * imageSize * 3;
  const images = new Uint8Array(examples.length * bytes);
  let done = 0;
  await inParallel(
    examples,
    availableParallelism() * 2,
    async (example, index) => {
      if (signal?.aborted) throw new InterruptedError('Decoding the images');
      const encoded = await store.read(example);
      try {
        images.set(await decodeImage(encoded, imageSize, resize), index * bytes);
      } catch (error) {
        const place = store.where(example);
        throw new ImageCorruptError(place.includes(example.key) ? place : `${example.key} (${place})`, error);
      }
      onDone?.(++done);
    },
    () => {},
  );
  return images;
}
