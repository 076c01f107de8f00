import type { ResizeSettings } from '@teamnet/records';
import { corruptImage } from '../decode/corrupt-image.js';
import type { PixelSettings } from '../decode/decode-chunk.js';
import { decodePixels } from '../decode/decode-image.js';
import { CHUNK, decodePool } from '../decode/decode-pool.js';
import type { ImageCorruptError } from '../errors.js';
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
  /** Stretched with antialias when left out. */
  resize?: ResizeSettings | undefined;
  skipDecoding?: boolean;
}

/** Images that go to a thread together: as many as anywhere, once as many have come. */
const CHUNKS = [1, 1, 2, 4, 8, 16, CHUNK];

/**
 * Examples one by one, decoded a few ahead; those that are resized in several threads.
 * @throws ImageCorruptError that names the example and its file; what reading throws
 */
export function exampleStream(
  examples: Iterable<ReadableExample>,
  { imageSize, resize, skipDecoding = false }: StreamOptions,
): AsyncGenerator<LoadedExample> {
  if (imageSize !== undefined && !skipDecoding) return resized(examples, { imageSize, resize });
  return readAhead(examples, async (example) => {
    const { key: id, label } = example;
    const encoded = await example.read();
    if (skipDecoding) return { id, image: encoded, shape: null, label };
    try {
      const { data: image, height, width } = await decodePixels(encoded);
      return { id, image, shape: [height, width, 3], label };
    } catch (error) {
      throw corrupt(example, error);
    }
  });
}

async function* resized(
  examples: Iterable<ReadableExample>,
  settings: PixelSettings,
): AsyncGenerator<LoadedExample> {
  const decode = (some: ReadableExample[]) => decodeTogether(some, settings);
  // A first batch does not share the time with what comes behind it.
  const ahead = (chunks: number) => (chunks < CHUNKS.length - 1 ? 1 : decodePool.threads * 3);
  for await (const { loaded, problem } of readAhead(growing(examples), decode, ahead)) {
    yield* loaded;
    if (problem) throw problem.error;
  }
}

/** Examples in chunks, small ones first, so that the first example need not wait for many. */
function* growing(examples: Iterable<ReadableExample>): Generator<ReadableExample[]> {
  let some: ReadableExample[] = [];
  let chunk = 0;
  for (const example of examples) {
    if (some.push(example) < CHUNKS[chunk]!) continue;
    yield some;
    some = [];
    chunk = Math.min(chunk + 1, CHUNKS.length - 1);
  }
  if (some.length > 0) yield some;
}

/** Some examples up to the first that cannot be had, and why it cannot. */
interface Decoded {
  loaded: LoadedExample[];
  problem?: { error: unknown };
}

async function decodeTogether(some: readonly ReadableExample[], settings: PixelSettings): Promise<Decoded> {
  const read = await Promise.allSettled(some.map((example) => example.read()));
  const encoded: Uint8Array[] = [];
  let problem: Decoded['problem'];
  for (const result of read) {
    if (result.status === 'rejected') {
      problem = { error: result.reason };
      break;
    }
    encoded.push(result.value);
  }
  const { pixels, problems } = await decodePool.decode(encoded, settings);
  const { imageSize } = settings;
  const bytes = imageSize * imageSize * 3;
  const broken = Math.min(...problems.keys());
  if (broken < encoded.length) problem = { error: corrupt(some[broken]!, new Error(problems.get(broken))) };
  const loaded = some.slice(0, Math.min(broken, encoded.length)).map(
    ({ key: id, label }, i): LoadedExample => ({
      // A copy: whoever keeps one image need not keep all of them.
      ...{ id, label, image: pixels.slice(i * bytes, (i + 1) * bytes) },
      shape: [imageSize, imageSize, 3],
    }),
  );
  return problem ? { loaded, problem } : { loaded };
}

function corrupt(example: ReadableExample, error: unknown): ImageCorruptError {
  return corruptImage(example.key, example.where(), error);
}
