import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Archive } from '../builders/builder.js';
import { DataFolderError, DownloadFailedError, HostUnreachableError, InterruptedError } from '../errors.js';
import { PartWriter } from './part-writer.js';
import { NoAnswerError, type Rest, requestFrom } from './request-from.js';
import { sha256OfFile } from './sha256-of-file.js';

/** Attempts in a row that brought no byte. */
const ATTEMPTS = 5;
/** A host that never gave the file is given up sooner. */
const FIRST_ATTEMPTS = 2;
const FIRST_PAUSE_MS = 500;

interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** Bytes that have arrived and are written to the part, of archive.bytes; fewer than before when it is begun anew. */
  onBytes: (done: number) => void;
  /** Lets the unpacking of the same archive come between what arrives; false when left out. */
  inTurns?: boolean;
}

/** Bytes that are taken in one go where something else works in this thread, too. */
const TURN = 2 ** 19;

/** The sha256 of what this process has written to the part, from its first byte on. */
interface Hashed {
  hash: Hash;
  bytes: number;
}

/**
 * Downloads an archive to `file`, which appears only when its sha256 is right. What has arrived waits in `file.part`
 * and is gone on from; a cut connection is tried again after 0.5, 1, 2 … seconds.
 * @throws HostUnreachableError when the host never began to give the file, DownloadFailedError, DataFolderError,
 * InterruptedError
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
    let reached = sizeOf(part) > 0;
    while (sizeOf(part) < archive.bytes) {
      const before = sizeOf(part);
      const { problem, answered } = await fetchRest(archive, part, hashed, options);
      reached ||= answered;
      if (sizeOf(part) > before) fruitless = 0;
      else if (problem) fruitless++;
      if (problem && fruitless >= (reached ? ATTEMPTS : FIRST_ATTEMPTS))
        throw reached
          ? new DownloadFailedError(archive.url, `${problem.message} after ${sizeOf(part)} bytes.`, problem)
          : new HostUnreachableError(archive.url, problem.message, problem);
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

/** How a request ended. */
interface Outcome {
  /** The network's, where it ended early. */
  problem?: Error | undefined;
  /** Whether the host began to give the file. */
  answered: boolean;
}

/** One request for what is missing. @throws the error of the file system, InterruptedError */
async function fetchRest(
  archive: Archive,
  part: string,
  hashed: Hashed,
  options: DownloadOptions,
): Promise<Outcome> {
  let response: Rest;
  try {
    response = await requestFrom(archive.url, sizeOf(part), options.signal);
  } catch (error) {
    if (options.signal?.aborted) throw new InterruptedError(`The download of ${archive.file}`);
    if (error instanceof NoAnswerError) return { problem: error, answered: false };
    throw error;
  }
  let handle: number | undefined;
  try {
    handle = openSync(part, response.from === 0 ? 'w' : 'a');
    const problem = await receive(response, handle, hashed, options);
    if (problem && options.signal?.aborted) throw new InterruptedError(`The download of ${archive.file}`);
    if (problem) return { problem, answered: true };
  } finally {
    response.body.destroy();
    if (handle !== undefined) closeSync(handle);
  }
  const short = sizeOf(part) < archive.bytes;
  return { problem: short ? new Error('the connection ended early') : undefined, answered: true };
}

/** Writes the body to the part. @returns the network's problem that cut it off @throws the error of the file system */
async function receive(
  { body, from }: Rest,
  handle: number,
  hashed: Hashed,
  { onBytes, inTurns = false }: DownloadOptions,
): Promise<Error | undefined> {
  if (from === 0) Object.assign(hashed, { hash: createHash('sha256'), bytes: 0 });
  let written = from;
  const writer = new PartWriter(handle, (bytes) => {
    written += bytes;
    onBytes(written);
  });
  let arrived = from;
  onBytes(written);
  let ofTurn = 0;
  const problem = await new Promise<Error | undefined>((resolve) => {
    // By events: an iterator over so many small pieces takes half as long again.
    body.on('data', (bytes: Buffer) => {
      ofTurn += bytes.length;
      const hasRoom = writer.add(bytes);
      if (!hasRoom || (inTurns && ofTurn >= TURN)) {
        ofTurn = 0;
        body.pause();
        (hasRoom ? nextTurn() : writer.settled()).then(
          () => body.resume(),
          () => body.destroy(),
        );
      }
      // What an earlier process wrote is not hashed here: then the file is, at the end.
      if (hashed.bytes === arrived) {
        hashed.hash.update(bytes);
        hashed.bytes += bytes.length;
      }
      arrived += bytes.length;
    });
    body.once('error', resolve);
    body.once('close', () => resolve(undefined));
  });
  // Whatever ended it: an error of the disk is told before one of the network.
  await writer.settled();
  return problem;
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
    undefined,
    'Something between here and the host gave another file, a login page perhaps: try another connection, or put the archives into a folder and name it with --manual-dir.',
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
