import { join } from 'node:path';
import { CHUNK, decodePool } from '../decode/decode-pool.js';
import { readCache, writeCache } from '../decode/decoded-cache.js';
import { InterruptedError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';
import { inParallel } from '../in-parallel.js';
import { type ImageLook, LOOK_SIZE, lookAt } from './perceptual-hash.js';

/** One example, as a survey of the whole data set saw it. */
export interface SurveyedExample extends ImageLook {
  /** Stored split, e.g. `train`. */
  split: string;
  /** Place in the split's order. */
  index: number;
  key: string;
  label: number;
}

/** All examples that could be decoded, and the keys of the others. */
export interface Survey {
  examples: SurveyedExample[];
  unreadable: string[];
}

interface SurveyOptions {
  cacheDir: string;
  /** The data set's: the survey is kept under it, since equal data give an equal survey. */
  fingerprint: string;
  signal?: AbortSignal | undefined;
  onDone?: (done: number, total: number) => void;
  onWarning?: (message: string) => void;
}

/**
 * Looks at every image of a data set: size, sha256, perceptual hash. Kept in the cache.
 * @throws TeamnetError where an example cannot be read at all; InterruptedError
 */
export async function surveyExamples(store: ExampleStore, options: SurveyOptions): Promise<Survey> {
  const file = join(options.cacheDir, 'surveys', `${options.fingerprint}-2.json`);
  const kept = parseSurvey(readCache(file), store);
  if (kept) return kept;
  const survey = await lookAtAll(store, options);
  const problem = writeCache(file, JSON.stringify(survey));
  if (problem) options.onWarning?.(problem);
  return survey;
}

async function lookAtAll(store: ExampleStore, { signal, onDone }: SurveyOptions): Promise<Survey> {
  const all = store.splits.flatMap(({ name, examples }) =>
    examples.map((example, index) => ({ split: name, index, example })),
  );
  const survey: Survey = { examples: [], unreadable: [] };
  const chunks = Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) =>
    all.slice(i * CHUNK, (i + 1) * CHUNK),
  );
  let done = 0;
  await inParallel(
    chunks,
    decodePool.threads * 3,
    async (chunk) => {
      if (signal?.aborted) throw new InterruptedError('Looking through the images');
      return lookAtChunk(await Promise.all(chunk.map(({ example }) => store.read(example))));
    },
    (looks, place) => {
      const chunk = chunks[place]!;
      for (const [i, { split, index, example }] of chunk.entries()) {
        const { key, label } = example;
        const look = looks[i];
        if (look) survey.examples.push({ split, index, key, label, ...look });
        else survey.unreadable.push(key);
      }
      done += chunk.length;
      onDone?.(done, all.length);
    },
  );
  return survey;
}

/** @returns null for what cannot be decoded: whoever needs that image names it, the survey only counts it */
async function lookAtChunk(images: readonly Uint8Array[]): Promise<(ImageLook | null)[]> {
  const { pixels, problems } = await decodePool.decode(images, { imageSize: LOOK_SIZE });
  const bytes = LOOK_SIZE * LOOK_SIZE * 3;
  return Promise.all(
    images.map((image, i) =>
      problems.has(i) ? null : lookAt(image, pixels.subarray(i * bytes, (i + 1) * bytes)),
    ),
  );
}

/** @returns undefined when there is none, or one that does not fit the examples (half a file, an older program) */
function parseSurvey(content: Buffer | undefined, store: ExampleStore): Survey | undefined {
  if (!content) return undefined;
  let survey: Partial<Survey>;
  try {
    survey = JSON.parse(content.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { examples, unreadable } = survey;
  const total = store.splits.reduce((sum, split) => sum + split.examples.length, 0);
  if (!Array.isArray(examples) || !Array.isArray(unreadable)) return undefined;
  return examples.length + unreadable.length === total ? { examples, unreadable } : undefined;
}
