import * as h5wasm from 'h5wasm';

/** An HDF5 file that is damaged, or holds what a file of weights does not. */
export class Hdf5Error extends Error {}

const NAME = '/weights.h5';

/**
 * Opens bytes as an HDF5 file; the reading is the HDF5 library's own, compiled to WebAssembly by the package h5wasm.
 * It sees these bytes and no other file: its file system is in memory.
 *
 * @param use gets the root group; the file is closed after it
 * @throws Hdf5Error where the library finds the file damaged
 */
export async function openHdf5<T>(bytes: Uint8Array, use: (root: h5wasm.Group) => T): Promise<T> {
  const library = await h5wasm.ready;
  // Else the library prints to standard error and goes on.
  library.activate_throwing_error_handler();
  const files = h5wasm.FS!;
  files.writeFile(NAME, bytes);
  let file: h5wasm.File | undefined;
  try {
    file = new h5wasm.File(NAME, 'r');
    return use(file);
  } catch (error) {
    if (error instanceof Hdf5Error) throw error;
    throw new Hdf5Error(`the HDF5 library finds it damaged (${reasonOf(error)})`, { cause: error });
  } finally {
    try {
      file?.close();
    } catch {
      // A damaged file may not even be closed; its bytes go all the same.
    }
    files.unlink(NAME);
  }
}

/** The library's stack of errors ends with the one that tells most: `truncated file: eof = 100, …`. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  const lines = message.split('\n').filter((line) => line.includes('line '));
  return (lines.at(-1) ?? message).replace(/^.*\(\): /, '').slice(0, 120);
}
