import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ArchiveInvalidError } from '../errors.js';
import { MOST_IMAGE_BYTES } from '../limits.js';
import { type ArchiveMember, type OpenArchive, refuseHuge, refuseTraversal } from './archive-member.js';
import { type DecodedNames, decodeZipNames } from './decode-zip-names.js';
import { readZipMember, type ZipPlace } from './read-zip-member.js';
import { ZipPool } from './zip-pool.js';
import { ZipReader } from './zip-reader.js';

/** A zip that is open for reading. */
export type OpenZip = OpenArchive & Pick<DecodedNames, 'guessed'>;

/**
 * Reads the directory of a zip; members are unpacked in any order, when they are asked for, by all processors.
 * @param pool threads to use, which are closed with it
 * @throws ArchiveInvalidError: cut off, broken, a path that leads outside, a member with a wrong checksum or of more than 64 MiB
 */
export async function openZip(file: string, pool?: ZipPool): Promise<OpenZip> {
  let reader: ZipReader | undefined;
  try {
    reader = new ZipReader(file);
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, reader.size, {
      ...{ autoClose: false, decodeStrings: false },
    });
    const entries = await entriesOf(zip);
    const { names, guessed } = await decodeZipNames(entries);
    const places = new Map<ArchiveMember, ZipPlace>();
    for (const [i, name] of names.entries()) {
      refuseTraversal(file, name);
      if (name.endsWith('/')) continue;
      const entry = entries[i]!;
      const place = placeOf(entry);
      places.set({ ...toMember(file, reader.handle, name, place), isLink: isLink(entry) }, place);
    }
    const bytes = [...places.values()].reduce((sum, place) => sum + (isHuge(place) ? 0 : place.bytes), 0);
    return {
      members: [...places.keys()],
      guessed,
      ...writer(file, reader.handle, places, pool ?? new ZipPool(bytes), zip),
    };
  } catch (error) {
    reader?.close(() => {});
    if (error instanceof ArchiveInvalidError) throw error;
    throw new ArchiveInvalidError(
      file,
      `is not a whole zip archive: ${(error as Error).message.replace(/\.+$/, '')}.`,
      error,
    );
  }
}

/** Its directory; an iterator of promises takes twice as long. */
function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}

function writer(
  file: string,
  archive: number,
  places: ReadonlyMap<ArchiveMember, ZipPlace>,
  pool: ZipPool,
  zip: ZipFile,
): Omit<OpenArchive, 'members'> {
  return {
    writesAtOnce: pool.atOnce,
    write: async (examples, place) => {
      const members = examples.map(({ label, member }) => ({ label, member: places.get(member)! }));
      for (const [i, { member }] of members.entries())
        refuseHuge(file, examples[i]!.member.path, Math.max(member.bytes, member.packedBytes));
      const problem = await pool.write({ archive, place, examples: members });
      if (problem?.what === 'disk') throw Object.assign(new Error(problem.message), problem);
      if (!problem) return;
      const { index, message } = problem;
      throw damaged(file, examples[index]!.member.path, members[index]!.member, message);
    },
    close: async () => {
      await pool.close();
      if (zip.isOpen) zip.close();
    },
  };
}

/** Such a member is refused where it is read. */
function isHuge({ bytes, packedBytes }: ZipPlace): boolean {
  return Math.max(bytes, packedBytes) > MOST_IMAGE_BYTES;
}

function toMember(file: string, archive: number, path: string, place: ZipPlace): ArchiveMember {
  return {
    ...{ path, bytes: place.bytes },
    read: async () => {
      refuseHuge(file, path, Math.max(place.bytes, place.packedBytes));
      try {
        return [readZipMember(archive, place)];
      } catch (error) {
        throw damaged(file, path, place, (error as Error).message);
      }
    },
  };
}

function placeOf(entry: Entry): ZipPlace {
  return {
    ...{ offset: entry.relativeOffsetOfLocalHeader, packedBytes: entry.compressedSize },
    ...{ bytes: entry.uncompressedSize, crc32: entry.crc32 },
    ...{ method: entry.compressionMethod, isEncrypted: entry.isEncrypted() },
  };
}

/** Its bytes are then the path that it leads to. Unix modes are in the upper half. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function damaged(file: string, path: string, { offset }: ZipPlace, problem: string): ArchiveInvalidError {
  return new ArchiveInvalidError(file, `member "${path}" at byte ${offset} is damaged: ${problem}.`);
}
