import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProblem, RecordWriteError, type RunFile, type Share } from '@teamnet/records';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ShareInvalidError } from './errors.js';
import { pathProblem } from './safe-path.js';

/** A class has two data sets and some dozen experiments; a network of 100 million weights takes 400 MB. */
const MOST_BYTES = 8 * 1024 ** 3;
const MOST_MANIFEST_BYTES = 16 * 1024 ** 2;
const MOST_FILES = 50_000;
/** Text shrinks to a twentieth, weights are not packed; what shrinks more than this is made to fill a disk. */
const MOST_RATIO = 100;
const SMALL_BYTES = 16 * 1024 ** 2;
/** What yauzl says of names that it refuses itself. */
const BAD_NAME = /^(invalid relative path|absolute path|invalid characters)/;
const MODE_KIND = 0o170000;
const REGULAR_FILE = 0o100000;

const SEND_AGAIN = 'Ask its author to share again; nothing of it went in.';

/** An opened file of shared runs whose list of members agrees with its share.json; close it. */
export interface OpenShare extends Disposable {
  share: Share;
  /** Reads a small file into memory, checked. */
  read(path: string, listed: RunFile): Promise<Buffer>;
  /** Reads one to check it, and keeps nothing. */
  check(path: string, listed: RunFile): Promise<void>;
  /** Writes one to disk piece by piece, checked. */
  extract(path: string, listed: RunFile, to: string): Promise<void>;
}

/**
 * Opens a file made by `teamnet share` and checks all that can be told without unpacking: share.json against its schema,
 * that exactly its files are there with its sizes, no links, no path out of the folder, no more than 8 GiB.
 * @throws ShareInvalidError
 */
export async function openShare(file: string): Promise<OpenShare> {
  const invalid = (problem: string, remedy = SEND_AGAIN, cause?: unknown) =>
    new ShareInvalidError(file, problem, remedy, cause);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw invalid('there is no such file.', 'Give the path of a file made by "teamnet share".');
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
    const opened = zip;
    const entries = await listEntries(opened, invalid);
    const manifest = entries.get('share.json');
    if (!manifest)
      throw invalid('it holds no share.json.', 'Only files made by "teamnet share" can be collected.');
    if (manifest.uncompressedSize > MOST_MANIFEST_BYTES) throw invalid('its share.json is too large.');
    const pieces: Buffer[] = [];
    await unpack(opened, manifest, (piece) => pieces.push(piece));
    const share = parseShare(Buffer.concat(pieces), invalid);
    checkMembers(share, entries, invalid);

    const checked = async (path: string, listed: RunFile, take: (piece: Buffer) => void) => {
      const hash = createHash('sha256');
      try {
        await unpack(opened, entries.get(path)!, (piece) => {
          hash.update(piece);
          take(piece);
        });
      } catch (error) {
        if (error instanceof RecordWriteError) throw error;
        throw invalid(`${path} is damaged (${(error as Error).message}).`, SEND_AGAIN, error);
      }
      if (hash.digest('hex') !== listed.sha256)
        throw invalid(`${path} is not the file that share.json lists (sha256).`);
    };
    return {
      share,
      async read(path, listed) {
        const parts: Buffer[] = [];
        await checked(path, listed, (piece) => parts.push(piece));
        return Buffer.concat(parts);
      },
      check: (path, listed) => checked(path, listed, () => {}),
      extract: (path, listed, to) => writeTo(to, (take) => checked(path, listed, take)),
      [Symbol.dispose]: () => opened.close(),
    };
  } catch (error) {
    zip?.close();
    if (error instanceof ShareInvalidError) throw error;
    const { message } = error as Error;
    throw invalid(
      BAD_NAME.test(message)
        ? `a path in it leads out of its folder (${message}).`
        : `it is not a whole zip archive (${message}).`,
      SEND_AGAIN,
      error,
    );
  }
}

type Invalid = (problem: string, remedy?: string, cause?: unknown) => ShareInvalidError;

async function listEntries(zip: ZipFile, invalid: Invalid): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName;
    const problem = pathProblem(path.replace(/\/$/, ''));
    if (problem) throw invalid(`the path "${path}" in it ${problem}.`);
    const kind = (entry.externalFileAttributes >>> 16) & MODE_KIND;
    if (path.endsWith('/')) continue;
    if (kind !== 0 && kind !== REGULAR_FILE) throw invalid(`"${path}" in it is a link or no plain file.`);
    // "A" and "a" would be one file on Windows and macOS.
    const key = path.normalize('NFC').toLowerCase();
    if (seen.has(key)) throw invalid(`"${path}" is in it twice.`);
    seen.add(key);
    entries.set(path, entry);
    const { compressedSize, uncompressedSize } = entry;
    bytes += uncompressedSize;
    if (uncompressedSize > SMALL_BYTES && uncompressedSize > MOST_RATIO * compressedSize)
      throw invalid(
        `"${path}" in it would unpack to ${Math.round(uncompressedSize / compressedSize)} times its size.`,
      );
    if (bytes > MOST_BYTES || entries.size > MOST_FILES)
      throw invalid(`it would unpack to more than ${MOST_FILES} files or 8 GiB.`);
  }
  const inFile = [...entries.keys()].find((path) => ancestors(path).some((folder) => seen.has(folder)));
  if (inFile !== undefined) throw invalid(`"${inFile}" in it lies in what is a file.`);
  return entries;
}

function ancestors(path: string): string[] {
  const parts = path.normalize('NFC').toLowerCase().split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function parseShare(content: Buffer, invalid: Invalid): Share {
  let share: unknown;
  try {
    share = JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw invalid(`its share.json is not JSON (${(error as Error).message}).`, SEND_AGAIN, error);
  }
  const problem = findProblem('share', share);
  if (problem) throw invalid(`share.json: ${problem}`);
  return share as Share;
}

function checkMembers(share: Share, entries: ReadonlyMap<string, Entry>, invalid: Invalid): void {
  const expected = new Set(['share.json']);
  for (const { experiment, dataset, files } of share.runs)
    for (const { path, bytes } of files) {
      const full = `runs/${experiment}/${dataset}/${path}`;
      const entry = entries.get(full);
      if (!entry) throw invalid(`${full}, which share.json lists, is missing.`);
      if (entry.uncompressedSize !== bytes)
        throw invalid(`${full} has ${entry.uncompressedSize} bytes, and share.json lists ${bytes}.`);
      if (expected.has(full)) throw invalid(`share.json lists ${full} twice.`);
      expected.add(full);
    }
  for (const path of entries.keys())
    if (!expected.has(path)) throw invalid(`it holds ${path}, which share.json does not list.`);
}

/** yauzl ends the stream with an error where it holds more or less than the zip's directory says. */
async function unpack(zip: ZipFile, entry: Entry, take: (piece: Buffer) => void): Promise<void> {
  for await (const piece of await zip.openReadStreamPromise(entry)) take(piece as Buffer);
}

async function writeTo(file: string, fill: (take: (piece: Buffer) => void) => Promise<void>): Promise<void> {
  const failed = (error: unknown) => new RecordWriteError(file, error as NodeJS.ErrnoException);
  let handle: number;
  try {
    mkdirSync(dirname(file), { recursive: true });
    handle = openSync(file, 'wx');
  } catch (error) {
    throw failed(error);
  }
  try {
    await fill((piece) => {
      try {
        for (let at = 0; at < piece.length; ) at += writeSync(handle, piece, at);
      } catch (error) {
        throw failed(error);
      }
    });
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
