import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readCache, writeCache } from './decode/decoded-cache.js';
import { InterruptedError } from './errors.js';
import type { ExampleStore } from './example-store.js';
import { inParallel } from './in-parallel.js';

const READS_AT_ONCE = 8;

interface FingerprintOptions {
  cacheDir: string;
  signal?: AbortSignal | undefined;
  onDone?: (done: number, total: number) => void;
  onWarning?: (message: string) => void;
}

/**
 * sha256 over keys, labels and image bytes of all examples in order; equal data, equal fingerprint, on every machine.
 * Kept in the cache under the examples and their files' sizes and time stamps, so that unchanged files are not read again.
 */
export async function fingerprintOf(store: ExampleStore, options: FingerprintOptions): Promise<string> {
  const file = join(options.cacheDir, 'fingerprints', `${stampOf(store)}.txt`);
  const cached = readCached(file);
  if (cached) return cached;
  const fingerprint = await readThrough(store, options);
  const problem = writeCache(file, `${fingerprint}\n`);
  if (problem) options.onWarning?.(problem);
  return fingerprint;
}

async function readThrough(store: ExampleStore, options: FingerprintOptions): Promise<string> {
  const hash = createHash('sha256');
  const total = store.splits.reduce((sum, split) => sum + split.examples.length, 0);
  let done = 0;
  for (const split of store.splits)
    await inParallel(
      split.examples,
      READS_AT_ONCE,
      (example) => {
        if (options.signal?.aborted) throw new InterruptedError('Reading the data set');
        return store.read(example);
      },
      (bytes, index) => {
        const { key, label } = split.examples[index]!;
        hash.update(`${split.name}\0${key}\0${label}\0${bytes.length}\0`).update(bytes);
        options.onDone?.(++done, total);
      },
    );
  return hash.digest('hex');
}

/**
 * Changes when a file of the examples does. ctime is in it because a copy with an old mtime still gets a new ctime.
 */
export function stampOf(store: ExampleStore): string {
  const hash = createHash('sha256').update('fingerprint-1');
  const stamps = new Map<string, string>();
  for (const split of store.splits)
    for (const { key, label, file, offset, length } of split.examples) {
      if (!stamps.has(file)) stamps.set(file, fileStamp(file));
      hash.update(JSON.stringify([split.name, key, label, file, offset, length, stamps.get(file)]));
    }
  return hash.digest('hex').slice(0, 32);
}

function fileStamp(file: string): string {
  try {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stats ? `${stats.size}/${stats.mtimeNs}/${stats.ctimeNs}` : 'drawn';
  } catch {
    // E.g. links in a circle: whoever reads it says what is wrong.
    return 'unreadable';
  }
}

function readCached(file: string): string | undefined {
  const text = readCache(file)?.toString('utf8').trim() ?? '';
  return /^[0-9a-f]{64}$/.exec(text)?.[0];
}
