import { concatBytes } from './concat-bytes.js';
import type { DecodedChunk } from './decode-chunk.js';
import { CHUNK, decodePool } from './decode-pool.js';

/** An encoded image and its label. */
export interface EncodedExample {
  key: string;
  label: number;
  /** JPEG or PNG. */
  image: Uint8Array;
}

/** Images uint8 [batch, imageSize, imageSize, 3] RGB, flat; labels int32 [batch]; keys [batch]. */
export interface DecodedBatch {
  images: Uint8Array;
  labels: Int32Array;
  keys: string[];
}

/** Some examples and their pixels, which may still be coming. */
interface Chunk {
  examples: EncodedExample[];
  decoded: Promise<DecodedChunk>;
}

/**
 * Decodes and resizes examples as they come, in several threads, and hands them on in their order, batch by batch: the
 * first batch is there when its own images are decoded. While a batch is worked on, further ones are decoded.
 * @param options.imageSize side of the square images, pixels
 * @param options.prefetch batches that are decoded ahead, at least; 2 when left out
 * @param options.pool threads that decode; the process' own when left out
 * @throws what `examples` throws; an Error that names the key of an image that cannot be decoded, its cause beside
 */
export async function* decodeBatches(
  examples: Iterable<EncodedExample> | AsyncIterable<EncodedExample>,
  options: { imageSize: number; batchSize: number; prefetch?: number; pool?: typeof decodePool },
): AsyncGenerator<DecodedBatch> {
  const { imageSize, batchSize, prefetch = 2, pool = decodePool } = options;
  const chunksOfBatch = Math.ceil(batchSize / CHUNK);
  const pending: Chunk[] = [];
  const source =
    Symbol.asyncIterator in examples ? examples[Symbol.asyncIterator]() : examples[Symbol.iterator]();
  let ended = false;
  const take = async (count: number) => {
    const taken: EncodedExample[] = [];
    while (!ended && taken.length < count) {
      const { value, done } = await source.next();
      if (done) ended = true;
      else taken.push(value);
    }
    if (taken.length === 0) return;
    const decoded = pool.decode(
      taken.map(({ image }) => image),
      { imageSize },
    );
    // Its error is thrown when its turn comes.
    decoded.catch(() => {});
    pending.push({ examples: taken, decoded });
  };
  const readAhead = async (batches: number) => {
    while (!ended && pending.length < batches * chunksOfBatch)
      for (let left = batchSize; left > 0; left -= CHUNK) await take(Math.min(left, CHUNK));
  };
  const ahead = Math.max(prefetch + 1, Math.ceil((pool.threads * 3) / chunksOfBatch));
  try {
    for (let batches = 1; ; batches = ahead) {
      await readAhead(batches);
      if (pending.length === 0) return;
      yield await gather(pending.splice(0, chunksOfBatch));
    }
  } finally {
    await source.return?.();
  }
}

async function gather(chunks: readonly Chunk[]): Promise<DecodedBatch> {
  const examples = chunks.flatMap((chunk) => chunk.examples);
  const parts: Uint8Array[] = [];
  for (const chunk of chunks) {
    const { pixels, problems } = await chunk.decoded;
    for (const [i, problem] of problems)
      throw new Error(`${chunk.examples[i]!.key} cannot be decoded: ${problem}`, {
        cause: new Error(problem),
      });
    parts.push(pixels);
  }
  return {
    // One part is handed on as it is.
    images: parts.length === 1 ? parts[0]! : concatBytes(parts),
    labels: Int32Array.from(examples, ({ label }) => label),
    keys: examples.map(({ key }) => key),
  };
}
