import { ArchiveInvalidError } from '../errors.js';
import { inMebibytes, MOST_IMAGE_BYTES } from '../limits.js';

/** A file inside an archive. */
export interface ArchiveMember {
  path: string;
  /** Uncompressed. */
  bytes: number;
  read(): Promise<Uint8Array>;
}

/** An archive that is open for reading. */
export interface OpenArchive {
  members: ArchiveMember[];
  close(): void;
}

/** Nothing is ever written under a member's name; such a name still means that the archive is not the original one. */
export function refuseTraversal(archive: string, path: string): void {
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.split(/[\\/]/).includes('..'))
    throw new ArchiveInvalidError(archive, `member "${path}" points outside of the archive.`);
}

/** Before it is unpacked: a bomb must not fill the memory. */
export function refuseHuge(archive: string, path: string, bytes: number): void {
  if (bytes > MOST_IMAGE_BYTES)
    throw new ArchiveInvalidError(
      archive,
      `member "${path}" unpacks to ${inMebibytes(bytes)}; an image has at most ${inMebibytes(MOST_IMAGE_BYTES)}.`,
    );
}
