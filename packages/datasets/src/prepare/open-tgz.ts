import { createReadStream, type ReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { ArchiveInvalidError, InterruptedError } from '../errors.js';
import { inMebibytes, MOST_TGZ_BYTES, MOST_TGZ_RATIO } from '../limits.js';
import { type ArchiveMember, type OpenArchive, refuseHuge, refuseTraversal } from './archive-member.js';

/**
 * Streams a tgz once and keeps the members that are wanted in memory (230 MB for tf_flowers): a tgz cannot be read in
 * another order than its own.
 * @throws ArchiveInvalidError that names the byte: cut off, broken, a path that leads outside; more in it than the
 * memory should hold (limits.ts)
 */
export async function openTgz(
  file: string,
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<OpenArchive> {
  const members: ArchiveMember[] = [];
  let problem: unknown;
  const budget = startBudget(file);
  // Loaded here, since only a tgz should cost that time.
  const { Parser } = await import('tar');
  const parser = new Parser({
    // What is written to it has been unpacked here: it would keep all that lies behind the archive's end.
    ...{ strict: true, brotli: false, zstd: false },
    onReadEntry: (entry) => {
      try {
        refuseTraversal(file, entry.path);
        const keep = entry.type === 'File' && wanted(entry.path);
        if (keep) refuseHuge(file, entry.path, entry.size);
        if (keep) {
          budget.kept(entry.size);
          collect(entry, members);
        } else entry.resume();
      } catch (error) {
        problem ??= error;
        entry.resume();
      }
    },
  });
  const ended = new Promise<void>((resolve) => {
    parser.once('end', resolve);
    parser.on('error', (error) => {
      problem ??= error;
      resolve();
    });
  });
  let over = false;
  parser.once('eof', () => {
    over = true;
  });
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  try {
    for await (const chunk of unpack(source, await isPacked(file))) {
      if (signal?.aborted) throw new InterruptedError('Reading the archive');
      budget.unpacked((chunk as Buffer).length);
      // Read to the end all the same, for the checksum.
      if (!over) parser.write(chunk as Buffer);
      if (problem) break;
    }
    if (!problem) {
      parser.end();
      await ended;
    }
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    problem ??= error;
  }
  source.destroy();
  if (problem instanceof ArchiveInvalidError) throw problem;
  if (problem)
    throw new ArchiveInvalidError(
      file,
      `is not a whole tgz archive, broken near byte ${source.bytesRead}: ${(problem as Error).message}.`,
      problem,
    );
  return { members, close: () => {} };
}

/** A tar that was not packed is read too. */
async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function unpack(source: ReadStream, packed: boolean): AsyncIterable<unknown> {
  if (!packed) return source;
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // Its errors come out of the loop that reads.
  pipeline(source, gunzip, () => {});
  return gunzip;
}

/** Counts what is unpacked and what is kept of it; throws when it is too much. */
function startBudget(file: string) {
  const packed = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let unpacked = 0;
  let kept = 0;
  return {
    unpacked(bytes: number): void {
      unpacked += bytes;
      if (unpacked > MOST_TGZ_BYTES && unpacked > MOST_TGZ_RATIO * packed)
        throw new ArchiveInvalidError(file, `it unpacks to more than ${MOST_TGZ_RATIO} times its size.`);
    },
    kept(bytes: number): void {
      kept += bytes;
      if (kept > MOST_TGZ_BYTES)
        throw new ArchiveInvalidError(file, `it holds more than ${inMebibytes(MOST_TGZ_BYTES)} of images.`);
    },
  };
}

function collect(entry: ReadEntry, members: ArchiveMember[]): void {
  const chunks: Buffer[] = [];
  entry.on('data', (chunk) => chunks.push(chunk as Buffer));
  entry.on('end', () => {
    const bytes = Buffer.concat(chunks);
    members.push({ path: entry.path, bytes: bytes.length, read: async () => bytes });
  });
}
