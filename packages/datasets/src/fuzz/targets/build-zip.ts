import { deflateRawSync } from 'node:zlib';
import { crc32 } from '@node-rs/crc32';

/** A member of a zip as its writer describes it; what is left out is true and plain. */
export interface ZipMember {
  /** As bytes where it is not in UTF-8. */
  name: string | Uint8Array;
  bytes: Uint8Array;
  /** 8 is deflate, 0 stored; any other is one that nobody reads. */
  method: number;
  flags: number;
  /** Claimed uncompressed and compressed size and checksum. */
  size?: number | undefined;
  packedSize?: number | undefined;
  crc?: number | undefined;
  extra?: Uint8Array | undefined;
  /** Unix mode in the upper half, e.g. of a symbolic link. */
  attributes?: number | undefined;
  offset?: number | undefined;
}

/** A zip of these members, written as PKWARE's APPNOTE says; the directory claims `count` members when given. */
export function buildZip(members: readonly ZipMember[], count = members.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const { name: given } = member;
    const name = (typeof given === 'string' ? Buffer.from(given) : Buffer.from(given)).subarray(0, 0xffff);
    const packed = member.method === 8 ? deflateRawSync(member.bytes) : Buffer.from(member.bytes);
    const extra = Buffer.from(member.extra ?? []);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(member.flags, 2);
    common.writeUInt16LE(member.method, 4);
    common.writeUInt32LE((member.crc ?? crc32(member.bytes)) >>> 0, 10);
    common.writeUInt32LE((member.packedSize ?? packed.length) >>> 0, 14);
    common.writeUInt32LE((member.size ?? member.bytes.length) >>> 0, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((member.attributes ?? 0) >>> 0, 6);
    rest.writeUInt32LE((member.offset ?? at) >>> 0, 10);
    const local = [Buffer.from('PK\x03\x04'), common, name, extra, packed];
    // Bit 3: the sizes come behind the data once more.
    if (member.flags & 8) local.push(Buffer.from('PK\x07\x08'), common.subarray(10, 22));
    parts.push(...local);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, name, extra);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
