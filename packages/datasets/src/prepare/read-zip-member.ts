import { readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { crc32 } from '@node-rs/crc32';

/** Where a member lies in a zip, as the zip's directory says. */
export interface ZipPlace {
  /** Byte of its local header. */
  offset: number;
  packedBytes: number;
  bytes: number;
  crc32: number;
  /** How it is packed. */
  method: number;
  isEncrypted: boolean;
}

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 30;
const LOCAL_SIGNATURE = 0x04034b50;
/** What its name and the rest of the header usually take; where they take more, it is read again. */
const USUAL_NAME = 256;

/** Kept from member to member: fresh memory costs as much as reading. */
let room = Buffer.alloc(0);

/**
 * The bytes of a zip's member: read at once and inflated in one call. A stream of pieces, as yauzl gives, takes five
 * times as long for images.
 * @param archive the open file
 * @throws Error in plain words: encrypted, packed in an unknown way, cut off, not as long as its entry says, wrong checksum
 */
export function readZipMember(archive: number, place: ZipPlace): Buffer {
  if (place.isEncrypted) throw new Error('it is encrypted');
  if (place.method !== STORED && place.method !== DEFLATED)
    throw new Error(`it is packed by method ${place.method}; only deflate is known`);
  const packed = readPacked(archive, place);
  const bytes = place.method === STORED ? Buffer.from(packed) : unpacked(packed, place.bytes);
  if (bytes.length !== place.bytes) throw new Error(`it has ${bytes.length} bytes instead of ${place.bytes}`);
  if (crc32(bytes) !== place.crc32) throw new Error('wrong checksum');
  return bytes;
}

/** @returns a view that is good until the next call */
function readPacked(archive: number, { offset, packedBytes }: ZipPlace): Buffer {
  let header = LOCAL_HEADER + USUAL_NAME;
  for (;;) {
    const read = readAt(archive, offset, header + packedBytes);
    if (read.length < LOCAL_HEADER) throw new Error('the file ends within it');
    if (read.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new Error('there is no header of a member');
    const start = LOCAL_HEADER + read.readUInt16LE(26) + read.readUInt16LE(28);
    if (start <= header) {
      if (read.length < start + packedBytes) throw new Error('the file ends within it');
      return read.subarray(start, start + packedBytes);
    }
    header = start;
  }
}

/** So many bytes from a position on, or those up to the end of the file. */
function readAt(archive: number, position: number, length: number): Buffer {
  if (room.length < length) room = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const read = readSync(archive, room, done, length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return room.subarray(0, done);
}

function unpacked(packed: Buffer, size: number): Buffer {
  // One byte more than needed: zlib would ask for a second piece where the first is full.
  const options = { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size) };
  try {
    return inflateRawSync(packed, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new Error(`it unpacks to more than the ${size} bytes of its entry`, { cause: error });
  }
}
