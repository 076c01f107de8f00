import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise } from 'yauzl';
import { WheelError } from '../errors.js';
import { libraries } from './tensorflow-folder.js';

/**
 * Of 10,000 files, what the binding is compiled and linked with, what TensorFlow loads of CUDA (and XLA's compiler of it),
 * and the licences of what is kept.
 */
const wanted = [
  ...libraries.map((library) => new RegExp(`^tensorflow/${library}$`)),
  /^tensorflow\/include\/tensorflow\/c\/(eager\/)?[^/]+\.h$/,
  /^tensorflow\/include\/(tensorflow\/core|tsl)\/platform\/ctstring[^/]*\.h$/,
  /^tensorflow\/include\/(xla\/)?tsl\/c\/[^/]+\.h$/,
  /^tensorflow\/(include\/LICENSE|THIRD_PARTY_NOTICES\.txt)$/,
  /^nvidia\/[^/]+\/lib\/[^/]+\.so[.\d]*$/,
  /^nvidia\/cuda_nvcc\/(bin\/ptxas|nvvm\/libdevice\/.*)$/,
];

/**
 * Unpacks what is needed of a wheel (a zip file) into a new folder: TensorFlow's libraries and C headers as the Python
 * package has them, or a CUDA library. The folder appears when it is whole.
 *
 * @param options.inside the folder in the wheel whose content becomes the new folder; `tensorflow` when left out
 * @throws WheelError when the zip file is damaged or lacks them, or the system's error when it cannot be written
 */
export async function unpackWheel(
  wheel: string,
  folder: string,
  options: {
    inside?: string;
    onProgress: (doneBytes: number, totalBytes: number) => void;
    signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const inside = `${options.inside ?? 'tensorflow'}/`;
  const temporary = `${folder}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  const zip = await readable(wheel, openPromise(wheel, { lazyEntries: true, autoClose: false }));
  try {
    const entries = await readable(wheel, chooseEntries(zip, inside));
    const needed = inside === 'tensorflow/' ? libraries : [''];
    const missing = needed.find((name) => !entries.some(({ fileName }) => fileName.endsWith(name)));
    if (missing !== undefined) throw new WheelError(wheel, `it holds no ${inside}${missing}`);
    const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    let done = 0;
    for (const entry of entries) {
      const file = join(temporary, entry.fileName.slice(inside.length));
      mkdirSync(dirname(file), { recursive: true });
      const count = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          done += chunk.length;
          options.onProgress(done, total);
          next(null, chunk);
        },
      });
      const stream = await readable(wheel, zip.openReadStreamPromise(entry));
      const write = createWriteStream(file, { highWaterMark: 1 << 20, flush: true, mode: modeOf(file) });
      await readable(wheel, pipeline(stream, count, write, { signal: options.signal }));
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    zip.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The zip file's modes are not used: of what is kept one file is a program. */
function modeOf(file: string): number {
  return file.endsWith('/ptxas') ? 0o755 : 0o644;
}

async function chooseEntries(zip: Awaited<ReturnType<typeof openPromise>>, inside: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    if (fileName.startsWith(inside) && wanted.some((each) => each.test(fileName))) entries.push(entry);
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
