import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from '@teamnet/records';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file to be packed; read when its turn comes, so that memory holds one at a time. */
export interface ArchiveEntry {
  path: string;
  read(): Uint8Array;
}

/** 1 January 1980, the first day that a zip can name: equal files give equal bytes. */
const ALWAYS = new Date(1980, 0, 1);

/** Pictures and weights do not become smaller. */
const DENSE = /\.(jpe?g|png|bin)$/;

/**
 * Writes a zip archive that is seen whole or not at all.
 * @returns its size in bytes
 * @throws RecordWriteError
 */
export function writeArchive(file: string, entries: readonly ArchiveEntry[]): number {
  const draft = join(
    dirname(file),
    `.${basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`,
  );
  let bytes = 0;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(draft, 'w');
    try {
      const zip = new Zip((error, chunk) => {
        if (error) throw error;
        for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at);
        bytes += chunk.length;
      });
      for (const { path, read } of entries) {
        const entry = DENSE.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
        entry.mtime = ALWAYS;
        zip.add(entry);
        entry.push(read(), true);
      }
      zip.end();
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
    return bytes;
  } catch (error) {
    rmSync(draft, { force: true });
    throw new RecordWriteError(file, error as NodeJS.ErrnoException);
  }
}
