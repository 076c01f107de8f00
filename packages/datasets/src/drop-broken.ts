import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { SkippedExamples } from '@teamnet/records';
import { readCache, writeCache } from './decode/decoded-cache.js';
import { decoderVersions } from './decode/decoder-versions.js';
import { TooManyBrokenError } from './errors.js';
import type { ExampleStore, StoredExample } from './example-store.js';
import { type BrokenExample, findBroken } from './find-broken.js';
import { stampOf } from './fingerprint.js';

/** More than this share of a data set cannot be left out: what is left would be another data set. */
export const MOST_BROKEN = 0.05;
/** How many a run names. */
const MOST_NAMED = 20;

interface DropOptions {
  name: string;
  labels: readonly string[];
  cacheDir: string;
  signal?: AbortSignal | undefined;
  onDone?: (done: number, total: number) => void;
  onWarning?: (message: string) => void;
}

/**
 * The store without the examples whose images are broken, and which these are; null where none is. The first time
 * every image is decoded; what is broken is kept in the cache as long as no file changes.
 * @throws TooManyBrokenError where more than 5 % are broken, or every training image of a label; InterruptedError
 */
export async function dropBroken(
  store: ExampleStore,
  options: DropOptions,
): Promise<{ store: ExampleStore; skipped: SkippedExamples | null }> {
  const broken = await knownBroken(store, options);
  if (broken.length === 0) return { store, skipped: null };
  const of = store.splits.reduce((sum, { examples }) => sum + examples.length, 0);
  refuseTooMany(broken, of, options.name);
  // Its parts would give the broken ones too.
  const { parts: _, ...rest } = store;
  const without = { ...rest, splits: store.splits.map((split) => withoutBroken(split, broken)) };
  refuseLostLabel(store, without, options);
  const examples = broken.slice(0, MOST_NAMED).map(({ key, reason }) => ({ key, reason }));
  return { store: without, skipped: { count: broken.length, of, examples } };
}

function withoutBroken(
  { name, examples, shardLengths }: ExampleStore['splits'][number],
  all: BrokenExample[],
) {
  const places = new Set(all.filter(({ split }) => split === name).map(({ index }) => index));
  let from = 0;
  const lengths = shardLengths.map((length) => {
    const here = [...places].filter((index) => index >= from && index < from + length).length;
    from += length;
    return length - here;
  });
  return { name, examples: examples.filter((_, index) => !places.has(index)), shardLengths: lengths };
}

async function knownBroken(store: ExampleStore, options: DropOptions): Promise<BrokenExample[]> {
  const marks = store.splits.flatMap(({ examples }) => examples.map(({ broken = '' }) => broken)).join('\n');
  const marked = createHash('sha256').update(marks).digest('hex').slice(0, 8);
  const file = join(
    options.cacheDir,
    'broken',
    `${stampOf(store)}-${marked}-${await decoderVersions()}-2.json`,
  );
  const kept = readCache(file);
  const known = kept && parse(kept.toString('utf8'));
  if (known) return known;
  const broken = await findBroken(store, options);
  const problem = writeCache(file, JSON.stringify(broken));
  if (problem) options.onWarning?.(problem);
  return broken;
}

/** @returns undefined for a damaged cache file */
function parse(text: string): BrokenExample[] | undefined {
  try {
    const broken: unknown = JSON.parse(text);
    return Array.isArray(broken) ? broken : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @throws TooManyBrokenError */
export function refuseTooMany(broken: readonly BrokenExample[], of: number, name: string): void {
  if (broken.length <= of * MOST_BROKEN) return;
  const what = `${broken.length} of ${of} images of ${name} are broken, more than ${MOST_BROKEN * 100} %`;
  throw new TooManyBrokenError(what, naming(broken));
}

function refuseLostLabel(before: ExampleStore, after: ExampleStore, { name, labels }: DropOptions): void {
  const train = ({ splits }: ExampleStore): StoredExample[] =>
    splits.find((split) => split.name === 'train')?.examples ?? [];
  const has = (store: ExampleStore, label: number) => train(store).some((example) => example.label === label);
  labels.forEach((text, label) => {
    const all = train(before).filter((example) => example.label === label);
    if (all.length === 0 || has(after, label)) return;
    const what = `Every training image of ${text} in ${name} is broken`;
    throw new TooManyBrokenError(
      what,
      all.slice(0, 3).map(({ key }) => key),
    );
  });
}

function naming(broken: readonly BrokenExample[]): string[] {
  const more = broken.length > 3 ? ['…'] : [];
  return [...broken.slice(0, 3).map(({ key, reason }) => `${key} (${reason})`), ...more];
}
