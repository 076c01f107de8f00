import { isAscii, isUtf8 } from 'node:buffer';
import { crc32 } from '@node-rs/crc32';
import type { NameEncoding } from './name-encodings.js';

/** What an entry of a zip's directory says of its name. */
export interface ZipName {
  fileNameRaw: Buffer;
  generalPurposeBitFlag: number;
  extraFields: readonly { id: number; data: Buffer }[];
}

/** Names of a zip's entries, in their order. */
export interface DecodedNames {
  /** With `/` between their parts. */
  names: string[];
  /** The code page that some of them were found to be in, as they do not say it; null where none had to be guessed. */
  guessed: Pick<NameEncoding, 'name' | 'whose'> | null;
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;
/** Fewer everyday characters than that are of no language that we know. */
const LIKELY = 0.5;
const plain = { name: 'cp437', whose: 'US' };

/**
 * Reads the names of a zip's entries as good unzippers do: in UTF-8 where an entry says so, by its flag or by Info-ZIP's
 * Unicode path with the checksum of the name; the others all in one encoding, which is UTF-8 where all of them are valid
 * in it (macOS does not say so), else the code page (Windows does not say which) that gives the most everyday
 * characters, else cp437, as PKWARE's APPNOTE (D.1) has it.
 */
export async function decodeZipNames(entries: readonly ZipName[]): Promise<DecodedNames> {
  const stated = entries.map(statedName);
  const unstated = entries.filter((_, i) => stated[i] === null).map(({ fileNameRaw }) => fileNameRaw);
  const isCoded = !unstated.every((raw) => isUtf8(raw));
  const { names, guessed } = isCoded
    ? await guess(unstated)
    : { names: unstated.map((raw) => raw.toString('utf8')), guessed: null };
  const rest = names.values();
  // As yauzl: some writers for Windows separate by it.
  const slashed = (name: string) => name.replaceAll('\\', '/');
  return { names: stated.map((name) => slashed(name ?? rest.next().value!)), guessed };
}

function statedName({ fileNameRaw, generalPurposeBitFlag, extraFields }: ZipName): string | null {
  const path = extraFields.find(
    ({ id, data }) => id === UNICODE_PATH && data.length > 5 && data[0] === 1,
  )?.data;
  // With another one somebody renamed the entry, and the field is of its name before.
  if (path && path.readUInt32LE(1) === crc32(fileNameRaw)) return path.toString('utf8', 5);
  return generalPurposeBitFlag & UTF8_FLAG ? fileNameRaw.toString('utf8') : null;
}

async function guess(raw: readonly Buffer[]): Promise<DecodedNames> {
  // Its tables are loaded only for those who need them.
  const { decodeIn, nameEncodings } = await import('./name-encodings.js');
  const coded = raw.filter((bytes) => !isAscii(bytes));
  let best: NameEncoding | undefined;
  let most = 0;
  for (const encoding of nameEncodings) {
    const names = decodeIn(encoding.name, coded);
    // A label once, not once for each of its photos.
    const likeness = names
      ? encoding.likeness([...new Set(names.flatMap((name) => name.split(/[/\\]/)))])
      : 0;
    if (likeness > most) [best, most] = [encoding, likeness];
  }
  const { name, whose } = best && most >= LIKELY ? best : plain;
  return { names: decodeIn(name, raw)!, guessed: { name, whose } };
}
