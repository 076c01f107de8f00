import { availableParallelism } from 'node:os';
import { decodeImage } from './decode-image.js';

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

/**
 * Decodes and resizes examples as they come and hands them on in their order, batch by batch: the first batch is there
 * when its own images are decoded. While a batch is worked on, `prefetch` further ones are decoded.
 * @param options.imageSize side of the square images, pixels
 * @param options.prefetch batches that are decoded ahead; 2 when left out
 * @throws what `examples` throws; an Error that names the key of an image that cannot be decoded, its cause beside
 */
export async function* decodeBatches(
  examples: Iterable<EncodedExample> | AsyncIterable<EncodedExample>,
  options: { imageSize: number; batchSize: number; prefetch?: number },
): AsyncGenerator<DecodedBatch> {
  const { imageSize, batchSize, prefetch = 2 } = options;
  const ahead = Math.max(batchSize * (prefetch + 1), availableParallelism() * 2);
  const pending: { example: EncodedExample; pixels: Promise<Uint8Array> }[] = [];
  const source =
    Symbol.asyncIterator in examples ? examples[Symbol.asyncIterator]() : examples[Symbol.iterator]();
  let ended = false;
  const fill = async () => {
    while (!ended && pending.length < ahead) {
      const { value, done } = await source.next();
      if (done) ended = true;
      else {
        const pixels = decodeImage(value.image, imageSize);
        // Its error is thrown when its turn comes.
        pixels.catch(() => {});
        pending.push({ example: value, pixels });
      }
    }
  };
  try {
    for (;;) {
      await fill();
      if (pending.length === 0) return;
      yield await gather(pending.splice(0, batchSize), imageSize);
    }
  } finally {
    await source.return?.();
  }
}

async function gather(
  examples: readonly { example: EncodedExample; pixels: Promise<Uint8Array> }[],
  imageSize: number,
): Promise<DecodedBatch> {
  const bytes = imageSize * imageSize * 3;
  const images = new Uint8Array(examples.length * bytes);
  for (const [i, { example, pixels }] of examples.entries())
    try {
      images.set(await pixels, i * bytes);
    } catch (error) {
      throw new Error(`${example.key} cannot be decoded: ${(error as Error).message}`, { cause: error });
    }
  return {
    images,
    labels: Int32Array.from(examples, ({ example }) => example.label),
    keys: examples.map(({ example }) => example.key),
  };
}
