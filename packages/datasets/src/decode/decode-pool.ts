import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { concatBytes } from './concat-bytes.js';
import { type DecodedChunk, decodeChunk, type PixelSettings } from './decode-chunk.js';
import type { PackedImages } from './decode-worker.js';

const require = createRequire(import.meta.url);

/** Images that go to a thread together, at most. */
export const CHUNK = 32;
/** More threads do not help: reading the records, in one thread, then takes longer. */
const MOST_THREADS = 8;
/** Milliseconds after which a thread without work ends. */
const IDLE = 2000;

/** Threads that decode and resize images. The pixels do not depend on how many there are. */
export class DecodePool {
  readonly threads: number;
  #pool: Piscina<PackedImages, DecodedChunk> | undefined;
  #isReady = false;
  #failure: { error: unknown } | undefined;

  /** @param threads all processors, 8 at most, when left out */
  constructor(threads = Math.min(availableParallelism(), MOST_THREADS)) {
    this.threads = threads;
  }

  /**
   * Decodes a few images in one of the threads; in this one as long as the others are starting up, which takes longer
   * than the first batch.
   * @throws what kept a thread from starting
   */
  async decode(images: readonly Uint8Array[], settings: PixelSettings): Promise<DecodedChunk> {
    if (this.#failure) throw this.#failure.error;
    this.#pool ??= this.#start();
    if (this.#isReady) return this.#pool.run(...packed(images, settings));
    const chunk = await decodeChunk(images, settings);
    // A thread that is ready says so between two pieces of work.
    await setImmediate();
    return chunk;
  }

  /** Ends the threads; the next image starts them anew. */
  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    this.#isReady = false;
    await pool?.close();
  }

  #start(): Piscina<PackedImages, DecodedChunk> {
    const pool = new Piscina<PackedImages, DecodedChunk>({
      filename: require.resolve('#decode-worker'),
      ...{ minThreads: 0, maxThreads: this.threads, idleTimeout: IDLE },
      // The next piece lies ready when one is done.
      concurrentTasksPerWorker: 2,
    });
    const nothing = packed([], { imageSize: 1 });
    for (let i = 0; i < this.threads * 2; i++)
      pool.run(...nothing).then(
        () => {
          this.#isReady = this.#pool === pool;
        },
        // Told by the next image.
        (error: unknown) => {
          this.#failure = { error };
        },
      );
    return pool;
  }
}

/** The one of this process. */
export const decodePool = new DecodePool();

function packed(
  images: readonly Uint8Array[],
  settings: PixelSettings,
): [PackedImages, { transferList: ArrayBuffer[] }] {
  const lengths = images.map(({ length }) => length);
  const bytes = concatBytes(images);
  return [{ bytes, lengths, settings }, { transferList: [bytes.buffer] }];
}
