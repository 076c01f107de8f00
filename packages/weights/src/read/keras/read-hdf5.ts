import { Worker } from 'node:worker_threads';

/** An HDF5 file that is damaged, or holds what a file of weights does not. */
export class Hdf5Error extends Error {}

/** A group of an HDF5 file with all that lies in it. */
export interface Hdf5Group {
  /** Those that are texts or lists of texts. */
  attributes: Readonly<Record<string, string[]>>;
  groups: Readonly<Record<string, Hdf5Group>>;
  /** null for what is no array of numbers; other kinds of number are converted to float32. */
  arrays: Readonly<Record<string, { shape: number[]; values: Float32Array } | null>>;
}

/** From `src` and from `dist` the same file. */
const WORKER = new URL('../../../src/read/keras/hdf5-worker.mjs', import.meta.url);
/** Keras' largest weights, of VGG16 with its head (553 MB), take 4 s. */
const SECONDS = 60;

/**
 * Reads all groups, texts and arrays of numbers of an HDF5 file. The reading is the HDF5 library's own, compiled to
 * WebAssembly by the package h5wasm, in a thread of its own: it sees these bytes and no other file, and is ended when a
 * damaged file sends it round in circles.
 *
 * @param options.seconds after which it is ended; 60 when left out
 * @throws Hdf5Error
 */
export async function readHdf5(bytes: Uint8Array, { seconds = SECONDS } = {}): Promise<Hdf5Group> {
  const worker = new Worker(WORKER, { workerData: { bytes }, execArgv: [], stdout: true, stderr: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { root, problem } = await new Promise<{ root?: Hdf5Group; problem?: string }>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', ({ message }) =>
        resolve({ problem: `the HDF5 library ended at it (${message})` }),
      );
      worker.once('exit', () => resolve({ problem: 'the HDF5 library ended at it' }));
      timer = setTimeout(() => {
        resolve({ problem: `the HDF5 library came to no end with it in ${seconds} s; it is damaged` });
      }, seconds * 1000);
    });
    if (!root) throw new Hdf5Error(problem);
    return root;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
