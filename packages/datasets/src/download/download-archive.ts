import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Archive } from '../builders/builder.js';
import { DataFolderError, DownloadFailedError, HostUnreachableError, InterruptedError } from '../errors.js';
import { requestFrom } from './request-from.js';
import { sha256OfFile } from './sha256-of-file.js';

/** Attempts in a row that brought no byte. */
const ATTEMPTS = 5;
/** A host that never answered is given up sooner. */
const FIRST_ATTEMPTS = 2;
const FIRST_PAUSE_MS = 500;

interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** Bytes that have arrived, of archive.bytes. */
  onBytes: (done: number) => void;
}

/** The sha256 of what this process has written to the part, from its first byte on. */
interface Hashed {
  hash: Hash;
  bytes: number;
}

/**
 * Downloads an archive to `file`, which appears only when its sha256 is right. What has arrived waits in `file.part`
 * and is gone on from; a cut connection is tried again after 0.5, 1, 2 … seconds.
 * @throws HostUnreachableError when no byte ever arrived, DownloadFailedError, DataFolderError, InterruptedError
 */
export async function downloadArchive(
  archive: Archive,
  file: string,
  options: DownloadOptions,
): Promise<void> {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.size === archive.bytes && (await sha256OfFile(file)) === archive.sha256) return;
  const part = `${file}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    let fruitless = 0;
    const hashed: Hashed = { hash: createHash('sha256'), bytes: 0 };
    while (sizeOf(part) < archive.bytes) {
      const before = sizeOf(part);
      const problem = await fetchRest(archive, part, hashed, options);
      if (sizeOf(part) > before) fruitless = 0;
      else if (problem) fruitless++;
      const never = sizeOf(part) === 0;
      if (problem && fruitless >= (never ? FIRST_ATTEMPTS : ATTEMPTS))
        throw never
          ? new HostUnreachableError(archive.url, problem.message, problem)
          : new DownloadFailedError(archive.url, `${problem.message} after ${sizeOf(part)} bytes.`, problem);
      if (problem) await pause(FIRST_PAUSE_MS * 2 ** Math.max(0, fruitless - 1), options.signal);
    }
    await checkWhole(archive, part, hashed);
    renameSync(part, file);
  } catch (error) {
    // Errors of the network never leave fetchRest: what has a syscall here is the disk's.
    if (error instanceof Error && 'syscall' in error)
      throw new DataFolderError(dirname(file), error as NodeJS.ErrnoException);
    throw error;
  }
}

/** One request for what is missing. @returns the problem that ended it early */
async function fetchRest(
  archive: Archive,
  part: string,
  hashed: Hashed,
  options: DownloadOptions,
): Promise<Error | undefined> {
  const have = sizeOf(part);
  let response: Awaited<ReturnType<typeof requestFrom>>;
  try {
    response = await requestFrom(archive.url, have, options.signal);
  } catch (error) {
    if (options.signal?.aborted) throw new InterruptedError(`The download of ${archive.file}`);
    return error as Error;
  }
  const handle = openSync(part, response.from === 0 ? 'w' : 'a');
  let done = response.from;
  if (done === 0) Object.assign(hashed, { hash: createHash('sha256'), bytes: 0 });
  try {
    options.onBytes(done);
    const body = response.body[Symbol.asyncIterator]();
    for (;;) {
      const chunk = await body.next().catch((error: Error) => error);
      if (chunk instanceof Error) {
        if (options.signal?.aborted) throw new InterruptedError(`The download of ${archive.file}`);
        return chunk;
      }
      if (chunk.done) break;
      const bytes = chunk.value as Buffer;
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(handle, bytes, offset);
      // What an earlier process wrote is not hashed here: then the file is, at the end.
      if (hashed.bytes === done) {
        hashed.hash.update(bytes);
        hashed.bytes += bytes.length;
      }
      done += bytes.length;
      options.onBytes(done);
    }
  } finally {
    response.body.destroy();
    closeSync(handle);
  }
  return done < archive.bytes ? new Error('the connection ended early') : undefined;
}

async function checkWhole(archive: Archive, part: string, hashed: Hashed): Promise<void> {
  const whole = hashed.bytes === sizeOf(part);
  const sha256 = whole ? hashed.hash.digest('hex') : await sha256OfFile(part);
  if (sizeOf(part) === archive.bytes && sha256 === archive.sha256) return;
  const got = `${sizeOf(part)} bytes with sha256 ${sha256}`;
  rmSync(part, { force: true });
  throw new DownloadFailedError(
    archive.url,
    `what arrived is not the original (${archive.bytes} bytes with sha256 ${archive.sha256}) but ${got}; it was removed.`,
  );
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => {
    throw new InterruptedError('The download');
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
