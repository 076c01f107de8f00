import { writev } from 'node:fs';

/**
 * Writes all of the pieces to a file, in a thread of the file system's: this one goes on meanwhile.
 * @param position byte of the file; where it was last written to when left out, one call at a time
 * @throws the error of the file system
 */
export async function writeFully(
  handle: number,
  pieces: readonly Uint8Array[],
  position?: number,
): Promise<void> {
  let at = position;
  for (let rest = pieces; rest.length > 0; ) {
    const written = await writeSome(handle, rest, at);
    if (at !== undefined) at += written;
    rest = without(rest, written);
  }
}

function writeSome(
  handle: number,
  pieces: readonly Uint8Array[],
  position: number | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    writev(handle, pieces, position ?? null, (error, written) => (error ? reject(error) : resolve(written)));
  });
}

/** What is left to write: a disk that is nearly full takes a part, and says so when it is given the rest. */
export function without(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let left = written;
  const first = pieces.findIndex(({ length }) => {
    left -= length;
    return left < 0;
  });
  if (first < 0) return [];
  const piece = pieces[first]!;
  return [piece.subarray(piece.length + left), ...pieces.slice(first + 1)];
}
