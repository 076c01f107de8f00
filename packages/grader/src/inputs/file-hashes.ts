import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** sha256 and length of a file's bytes. */
export interface FileHash {
  sha256: string;
  bytes: number;
}

/** What tells that a file is still the one that was hashed, without reading it: [size, mtime, ctime, inode, sha256]. */
export type HashedFile = readonly [number, string, string, string, string];

/** A file that changes again within the clock's tick would look unchanged, so the youngest are never kept (as git's index does). */
const TICK_NS = 100_000_000n;

/**
 * Hashes files, and reads those again only that have changed since they were hashed: equal size, time of change of
 * content and of inode, and inode number. The change time cannot be set by a user, so an edit with its old
 * modification time put back is seen.
 */
export class FileHashes {
  readonly #known: ReadonlyMap<string, HashedFile>;
  readonly #used = new Map<string, HashedFile>();
  readonly #now = new Map<string, FileHash | null>();

  /** @param known what an earlier one kept, by absolute path */
  constructor(known: Iterable<readonly [string, HashedFile]> = []) {
    this.#known = new Map(known);
  }

  /**
   * @returns null where there is no file, or a folder
   * @throws what reading gives, e.g. where it may not be read
   */
  of(file: string): FileHash | null {
    const seen = this.#now.get(file);
    if (seen !== undefined) return seen;
    const hash = this.#look(file);
    this.#now.set(file, hash);
    return hash;
  }

  /**
   * The bytes, which `of` then need not read again.
   * @returns null where there is no file
   * @throws what reading gives, e.g. EISDIR for a folder
   */
  read(file: string): Buffer | null {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat) return null;
    const content = readFileSync(file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    this.#now.set(file, this.#keep(file, stat, { sha256, bytes: content.length }));
    return content;
  }

  /** What to give the next one: files that were asked for and are not too young. */
  get kept(): ReadonlyMap<string, HashedFile> {
    return this.#used;
  }

  #look(file: string): FileHash | null {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) return null;
    const state = stateOf(stat);
    const known = this.#known.get(file);
    if (known && state.every((value, place) => value === known[place])) {
      this.#used.set(file, known);
      return { bytes: known[0], sha256: known[4] };
    }
    return this.#keep(file, stat, hashFile(file));
  }

  #keep(file: string, stat: BigIntStats, hash: FileHash): FileHash {
    const state = stateOf(stat);
    if (stat.ctimeNs + TICK_NS < BigInt(Date.now()) * 1_000_000n && hash.bytes === state[0])
      this.#used.set(file, [...state, hash.sha256]);
    return hash;
  }
}

/** Networks are MB; a buffer for each would keep the garbage collector busy. */
const PIECE = Buffer.allocUnsafe(256 * 1024);

function hashFile(file: string): FileHash {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = openSync(file, 'r');
  try {
    for (let length = readSync(handle, PIECE); length > 0; length = readSync(handle, PIECE)) {
      hash.update(length < PIECE.length ? PIECE.subarray(0, length) : PIECE);
      bytes += length;
    }
  } finally {
    closeSync(handle);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function stateOf(stat: BigIntStats): [number, string, string, string] {
  return [Number(stat.size), `${stat.mtimeNs}`, `${stat.ctimeNs}`, `${stat.ino}`];
}
