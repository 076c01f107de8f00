import { buffer } from 'node:stream/consumers';
import { crc32 } from '@node-rs/crc32';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ArchiveInvalidError } from '../errors.js';
import { type ArchiveMember, type OpenArchive, refuseHuge, refuseTraversal } from './archive-member.js';

/**
 * Reads the directory of a zip; members are read one by one, in any order, when they are asked for.
 * @throws ArchiveInvalidError: cut off, broken, a path that leads outside, a member with a wrong checksum or of more than 64 MiB
 */
export async function openZip(file: string): Promise<OpenArchive> {
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
    const members: ArchiveMember[] = [];
    for await (const entry of zip.eachEntry()) {
      refuseTraversal(file, entry.fileName);
      if (!entry.fileName.endsWith('/')) members.push(toMember(file, zip, entry));
    }
    const opened = zip;
    return { members, close: () => opened.close() };
  } catch (error) {
    zip?.close();
    if (error instanceof ArchiveInvalidError) throw error;
    throw new ArchiveInvalidError(file, `is not a whole zip archive: ${(error as Error).message}.`, error);
  }
}

function toMember(file: string, zip: ZipFile, entry: Entry): ArchiveMember {
  return {
    path: entry.fileName,
    bytes: entry.uncompressedSize,
    read: async () => {
      refuseHuge(file, entry.fileName, entry.uncompressedSize);
      try {
        const bytes = await buffer(await zip.openReadStreamPromise(entry));
        if (crc32(bytes) !== entry.crc32) throw new Error('wrong checksum');
        return bytes;
      } catch (error) {
        const place = `member "${entry.fileName}" at byte ${entry.relativeOffsetOfLocalHeader}`;
        throw new ArchiveInvalidError(file, `${place} is damaged: ${(error as Error).message}.`, error);
      }
    },
  };
}
