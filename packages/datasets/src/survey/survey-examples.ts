import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readCache, writeCache } from '../decode/decoded-cache.js';
import { InterruptedError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';
import { inParallel } from '../in-parallel.js';
import { type ImageLook, lookAt } from './perceptual-hash.js';

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
  const file = join(options.cacheDir, 'surveys', `${options.fingerprint}-1.json`);
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
  let done = 0;
  await inParallel(
    all,
    availableParallelism() * 2,
    async ({ example }) => {
      if (signal?.aborted) throw new InterruptedError('Looking through the images');
      const bytes = await store.read(example);
      // What cannot be decoded is named by whoever needs that image; the survey only counts it.
      return lookAt(bytes).catch(() => null);
    },
    (look, place) => {
      const { split, index, example } = all[place]!;
      const { key, label } = example;
      if (look) survey.examples.push({ split, index, key, label, ...look });
      else survey.unreadable.push(key);
      onDone?.(++done, all.length);
    },
  );
  return survey;
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
