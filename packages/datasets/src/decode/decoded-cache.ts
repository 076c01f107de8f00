import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordWriteError, type ResizeSettings, writeWhole } from '@teamnet/records';
import type { Interval } from '../splits/resolve-split.js';
import { pixelRule } from './pixel-rule.js';

/** File of the decoded images: named by everything that decides its content. */
export function decodedCacheFile(
  cacheDir: string,
  content: {
    name: string;
    fingerprint: string;
    intervals: readonly Interval[];
    imageSize: number;
    resize?: ResizeSettings | undefined;
  },
): string {
  const { name, fingerprint, intervals, imageSize, resize } = content;
  const identity = JSON.stringify([
    fingerprint,
    intervals,
    imageSize,
    pixelRule(resize),
    resize?.aspectRatio ?? 'stretch',
  ]);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return join(cacheDir, 'decoded', `${name}-${imageSize}px-${hash}.u8`);
}

/** The images of a cache file, or of `decode`, which are then written there; a cut file is decoded anew. */
export async function throughCache(
  file: string,
  bytes: number,
  decode: () => Promise<Uint8Array>,
  onWarning: (message: string) => void,
): Promise<Uint8Array> {
  const cached = readCache(file);
  if (cached?.length === bytes) return new Uint8Array(cached.buffer, cached.byteOffset, bytes);
  const images = await decode();
  const problem = writeCache(file, images);
  if (problem) onWarning(problem);
  return images;
}

/** A file of the cache; undefined when it is not there. */
export function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** @returns why the cache could not be written, else undefined; the work can go on without a cache */
export function writeCache(file: string, content: string | Uint8Array): string | undefined {
  try {
    writeWhole(file, content);
    return undefined;
  } catch (error) {
    const ofDisk = error instanceof RecordWriteError || 'syscall' in (error as Error);
    if (ofDisk) return `Not cached: ${(error as Error).message} The next run does this work again.`;
    throw error;
  }
}
