import { unzipSync } from 'fflate';

/** A zip file that is damaged, or would unpack to more than there is memory for. */
export class ZipError extends Error {}

const MOST_BYTES = 2 ** 31;

/** Whether bytes begin as a zip file does. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 3, 4].every((byte, index) => bytes[index] === byte);
}

/**
 * The members of a zip file that are wanted, by name; the unpacking is the package fflate's.
 * @throws ZipError
 */
export function zipMembers(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let total = 0;
  try {
    const members = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!wanted(name)) return false;
        total += originalSize;
        if (total > MOST_BYTES) throw new ZipError(`it would unpack to more than ${MOST_BYTES} bytes`);
        return true;
      },
    });
    return new Map(Object.entries(members));
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError(`it is no whole zip file (${error instanceof Error ? error.message : error})`);
  }
}
