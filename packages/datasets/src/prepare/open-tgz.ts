import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ArrivingFile } from '../download/arriving-file.js';
import { ArchiveInvalidError, InterruptedError } from '../errors.js';
import { inMebibytes, MOST_TGZ_BYTES, MOST_TGZ_RATIO } from '../limits.js';
import { type ArchiveMember, type OpenArchive, refuseHuge, refuseTraversal } from './archive-member.js';
import { TarReader } from './tar-reader.js';
import { writeMembers } from './write-members.js';

/** Bytes of an unpacked piece; each waits until this thread, busy with what arrives, has time for the next. */
const PIECE = 2 ** 22;

export interface TgzOptions {
  signal?: AbortSignal | undefined;
  /** The archive while it is being downloaded; else it is read from its file. */
  arriving?: ArrivingFile | undefined;
  /** Lists links among the members, which else are left out, so that they can be refused. */
  listLinks?: boolean;
}

/**
 * Streams a tgz once and keeps the members that are wanted in memory (230 MB for tf_flowers): a tgz cannot be read in
 * another order than its own.
 * @throws ArchiveInvalidError that names the byte: cut off, broken, a path that leads outside; more in it than the
 * memory should hold (limits.ts)
 */
export async function openTgz(
  file: string,
  wanted: (path: string) => boolean,
  { signal, arriving = ArrivingFile.whole(file), listLinks = false }: TgzOptions = {},
): Promise<OpenArchive> {
  const members: ArchiveMember[] = [];
  const budget = startBudget(file, arriving.bytes);
  // Loaded here, since only a tgz should cost that time.
  const reader = new TarReader(await import('tar'), (path, type, size) => {
    refuseTraversal(file, path);
    if (listLinks && (type === 'Link' || type === 'SymbolicLink') && wanted(path))
      members.push({ path, bytes: 0, isLink: true, read: async () => [] });
    if (type !== 'File' || !wanted(path)) return undefined;
    refuseHuge(file, path, size);
    const pieces: Buffer[] = [];
    return {
      piece: (bytes) => {
        budget.held(bytes.buffer);
        pieces.push(bytes);
      },
      end: () => members.push({ path, bytes: size, read: async () => pieces }),
    };
  });
  let read = 0;
  const packed = async function* () {
    for await (const piece of arriving.pieces()) {
      if (signal?.aborted) throw new InterruptedError('Reading the archive');
      read += piece.length;
      yield piece;
    }
  };
  try {
    await unpack(packed(), (piece) => {
      budget.unpacked(piece.length);
      // Read to the end all the same, for the checksum.
      if (!reader.over) reader.write(piece);
    });
    reader.end();
  } catch (error) {
    if (error instanceof InterruptedError || error instanceof ArchiveInvalidError) throw error;
    throw new ArchiveInvalidError(
      file,
      `is not a whole tgz archive, broken near byte ${read}: ${(error as Error).message}.`,
      error,
    );
  }
  return { members, write: writeMembers, writesAtOnce: 2, close: async () => {} };
}

/**
 * Unpacks in a thread of zlib's. A tar that was not packed is read too.
 * @param onPiece may keep the pieces, and may throw
 */
async function unpack(packed: AsyncGenerator<Buffer>, onPiece: (piece: Buffer) => void): Promise<void> {
  const gunzip = createGunzip({ chunkSize: PIECE });
  const unpacked = finished(gunzip);
  // Their errors are thrown where they are awaited.
  unpacked.catch(() => {});
  // Handed on after the next packed piece was given to zlib: then both are at work.
  const fresh: Buffer[] = [];
  const handOn = () => {
    try {
      for (const piece of fresh.splice(0)) onPiece(piece);
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  };
  gunzip.on('data', (piece: Buffer) => {
    if (fresh.push(piece) === 1) setImmediate(handOn);
  });
  let isPacked: boolean | undefined;
  let writing: Promise<void> | undefined;
  try {
    for await (const piece of packed) {
      isPacked ??= piece[0] === 0x1f && piece[1] === 0x8b;
      if (!isPacked) onPiece(Buffer.from(piece));
      else {
        await Promise.race([unpacked, writing]);
        writing = written(gunzip, piece);
        writing.catch(() => {});
      }
    }
    await Promise.race([unpacked, writing]);
    gunzip.end();
    if (isPacked) await unpacked;
    handOn();
    if (gunzip.errored) throw gunzip.errored;
  } finally {
    gunzip.destroy();
  }
}

function written(gunzip: NodeJS.WritableStream, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    gunzip.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

/** Counts what is unpacked and what memory is held by it; throws when it is too much. */
function startBudget(file: string, packed: number) {
  let unpacked = 0;
  let held = 0;
  let last: ArrayBufferLike | undefined;
  return {
    unpacked(bytes: number): void {
      unpacked += bytes;
      if (unpacked > MOST_TGZ_BYTES && unpacked > MOST_TGZ_RATIO * packed)
        throw new ArchiveInvalidError(file, `it unpacks to more than ${MOST_TGZ_RATIO} times its size.`);
    },
    /** @param memory what a kept piece is part of */
    held(memory: ArrayBufferLike): void {
      if (memory !== last) held += memory.byteLength;
      last = memory;
      if (held > MOST_TGZ_BYTES)
        throw new ArchiveInvalidError(file, `it holds more than ${inMebibytes(MOST_TGZ_BYTES)} of images.`);
    },
  };
}
