import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ArchiveInvalidError } from '../errors.js';
import { type ArchiveMember, type OpenArchive, refuseHuge, refuseTraversal } from './archive-member.js';
import { readZipMember } from './read-zip-member.js';
import { ZipReader } from './zip-reader.js';

/**
 * Reads the directory of a zip; members are read one by one, in any order, when they are asked for.
 * @throws ArchiveInvalidError: cut off, broken, a path that leads outside, a member with a wrong checksum or of more than 64 MiB
 */
export async function openZip(file: string): Promise<OpenArchive> {
  let reader: ZipReader | undefined;
  try {
    reader = new ZipReader(file);
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, reader.size, { autoClose: false });
    const opened = reader;
    const members: ArchiveMember[] = [];
    for await (const entry of zip.eachEntry()) {
      refuseTraversal(file, entry.fileName);
      if (!entry.fileName.endsWith('/')) members.push(toMember(file, opened, zip, entry));
    }
    return { members, close: () => zip.close() };
  } catch (error) {
    reader?.close(() => {});
    if (error instanceof ArchiveInvalidError) throw error;
    throw new ArchiveInvalidError(file, `is not a whole zip archive: ${(error as Error).message}.`, error);
  }
}

function toMember(file: string, reader: ZipReader, zip: ZipFile, entry: Entry): ArchiveMember {
  return {
    path: entry.fileName,
    bytes: entry.uncompressedSize,
    read: async () => {
      refuseHuge(file, entry.fileName, Math.max(entry.uncompressedSize, entry.compressedSize));
      try {
        return await readZipMember(reader, zip, entry);
      } catch (error) {
        const place = `member "${entry.fileName}" at byte ${entry.relativeOffsetOfLocalHeader}`;
        throw new ArchiveInvalidError(file, `${place} is damaged: ${(error as Error).message}.`, error);
      }
    },
  };
}
