import { ArchiveInvalidError } from '../errors.js';
import { inMebibytes, MOST_IMAGE_BYTES } from '../limits.js';

/** A file inside an archive. */
export interface ArchiveMember {
  path: string;
  /** Uncompressed. */
  bytes: number;
  /** A link; archives of which such members are left out do not say. */
  isLink?: boolean;
  /** Its bytes, in as many pieces as they happened to come. */
  read(): Promise<readonly Uint8Array[]>;
}

/** An example of a data set, to be written as a record. */
export interface ExampleMember<Member extends ArchiveMember = ArchiveMember> {
  key: string;
  label: number;
  member: Member;
}

/** Where records go that lie one behind the other. */
export interface RecordPlace {
  /** An open file. */
  handle: number;
  /** Byte of the first. */
  position: number;
  /** Of all of them. */
  bytes: number;
}

/** An archive that is open for reading. */
export interface OpenArchive {
  members: ArchiveMember[];
  /** Writes some of its members as TFRecords. @throws ArchiveInvalidError, the error of the file system */
  write(examples: readonly ExampleMember[], place: RecordPlace): Promise<void>;
  /** Calls of `write` that are worth being under way at once. */
  writesAtOnce: number;
  close(): Promise<void>;
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
