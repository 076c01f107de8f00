import { InterruptedError } from '../errors.js';
import type { ExampleStore, StoredExample } from '../example-store.js';
import { inParallel } from '../in-parallel.js';
import { corruptImage } from './corrupt-image.js';
import { decodeChunk, type PixelSettings } from './decode-chunk.js';
import { CHUNK, decodePool } from './decode-pool.js';

/** As many are decoded before other threads have started. */
const FEW = 64;

/**
 * Decodes and resizes the examples in several threads.
 * @returns uint8 [examples, imageSize, imageSize, 3], flat; the same whatever the number of threads
 * @throws ImageCorruptError that names the example and its file; InterruptedError
 */
export async function decodeAll(
  store: Pick<ExampleStore, 'read' | 'where'>,
  examples: readonly StoredExample[],
  options: PixelSettings & {
    signal?: AbortSignal | undefined;
    onDone?: (done: number) => void;
    /** The process' own when left out. */
    pool?: typeof decodePool;
  },
): Promise<Uint8Array> {
  const { imageSize, resize, signal, onDone, pool = decodePool } = options;
  const bytes = imageSize * imageSize * 3;
  const images = new Uint8Array(examples.length * bytes);
  const starts = Array.from({ length: Math.ceil(examples.length / CHUNK) }, (_, i) => i * CHUNK);
  let done = 0;
  await inParallel(
    starts,
    pool.threads * 3,
    async (start) => {
      if (signal?.aborted) throw new InterruptedError('Decoding the images');
      const some = examples.slice(start, start + CHUNK);
      const encoded = await Promise.all(some.map((example) => store.read(example)));
      const settings = { imageSize, resize };
      const { pixels, problems } = await (examples.length > FEW
        ? pool.decode(encoded, settings)
        : decodeChunk(encoded, settings));
      for (const [i, problem] of problems) {
        const example = some[i]!;
        throw corruptImage(example.key, store.where(example), new Error(problem));
      }
      images.set(pixels, start * bytes);
      done += some.length;
      onDone?.(done);
    },
    () => {},
  );
  return images;
}
