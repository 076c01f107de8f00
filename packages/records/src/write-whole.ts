import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from './errors.js';

/**
 * Writes a file so that it is seen whole or not at all: to a temporary name beside it, flushed, then renamed.
 * Nothing is written when the file already has exactly this content, so that its time stamp stays.
 * @param options.flush false for what can be made again at any time: after a power cut it may be empty, but it is
 * written many times faster
 * @returns whether the file changed
 * @throws RecordWriteError; the temporary file is gone and the old content stands
 */
export function writeWhole(
  file: string,
  content: string | Uint8Array,
  { flush = true }: { flush?: boolean } = {},
): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const temporary = join(
    dirname(file),
    `.${basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`,
  );
  let made = false;
  try {
    if (existsSync(file) && readFileSync(file).equals(bytes)) return false;
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(temporary, 'w');
    made = true;
    try {
      let offset = 0;
      while (offset < bytes.length) offset += writeSync(handle, bytes, offset);
      if (flush) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    return true;
  } catch (error) {
    if (made) rmSync(temporary, { force: true });
    throw new RecordWriteError(file, error as NodeJS.ErrnoException);
  }
}

/** JSON as Teamnet writes it: two spaces, a final newline, keys in the order given. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
