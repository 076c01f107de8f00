import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise } from 'yauzl';
import { WheelError } from '../errors.js';
import { libraries } from './tensorflow-folder.js';

/** Of 10,000 files, what the binding is compiled and linked with, and the licences of what is kept. */
const wanted = [
  ...libraries.map((library) => new RegExp(`^tensorflow/${library}$`)),
  /^tensorflow\/include\/tensorflow\/c\/(eager\/)?[^/]+\.h$/,
  /^tensorflow\/include\/(tensorflow\/core|tsl)\/platform\/ctstring[^/]*\.h$/,
  /^tensorflow\/include\/(xla\/)?tsl\/c\/[^/]+\.h$/,
  /^tensorflow\/(include\/LICENSE|THIRD_PARTY_NOTICES\.txt)$/,
];

/**
 * Unpacks TensorFlow's libraries and C headers from its wheel (a zip file) into a new folder, as the Python package has
 * them. The folder appears when it is whole.
 *
 * @throws WheelError when the zip file is damaged or lacks them, or the system's error when it cannot be written
 */
export async function unpackWheel(
  wheel: string,
  folder: string,
  options: { onProgress: (doneBytes: number, totalBytes: number) => void; signal?: AbortSignal | undefined },
): Promise<void> {
  const temporary = `${folder}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  const zip = await readable(wheel, openPromise(wheel, { lazyEntries: true, autoClose: false }));
  try {
    const entries = await readable(wheel, chooseEntries(zip));
    const missing = libraries.find((library) => !entries.some(({ fileName }) => fileName.endsWith(library)));
    if (missing) throw new WheelError(wheel, `it holds no tensorflow/${missing}`);
    const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    let done = 0;
    for (const entry of entries) {
      const file = join(temporary, entry.fileName.replace(/^tensorflow\//, ''));
      mkdirSync(dirname(file), { recursive: true });
      const count = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          done += chunk.length;
          options.onProgress(done, total);
          next(null, chunk);
        },
      });
      const stream = await readable(wheel, zip.openReadStreamPromise(entry));
      const write = createWriteStream(file, { highWaterMark: 1 << 20, flush: true });
      await readable(wheel, pipeline(stream, count, write, { signal: options.signal }));
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    zip.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function chooseEntries(zip: Awaited<ReturnType<typeof openPromise>>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (wanted.some((pattern) => pattern.test(entry.fileName))) entries.push(entry);
  }
  return entries;
}

/** Errors of the system (a full disk) and of abortion pass; all others mean that the zip file is damaged. */
async function readable<T>(wheel: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { code, name, message } = error as NodeJS.ErrnoException;
    if (name === 'AbortError' || /^E[A-Z]+$/.test(code ?? '')) throw error;
    throw new WheelError(wheel, message, error);
  }
}
