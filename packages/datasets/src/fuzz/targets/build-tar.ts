/** A member of a tar as its writer describes it; what is left out is true and plain. */
export interface TarMember {
  name: string;
  bytes: Uint8Array;
  /** `0` is a file, `1` and `2` are links, `3` and `4` devices, `5` a folder, `L` `K` `x` `g` `S` extensions. */
  type: string;
  /** Claimed size. */
  size?: number | undefined;
  link?: string | undefined;
  prefix?: string | undefined;
  /** Writes a size of 2**33 and more in base 256, as GNU tar does. */
  binarySize?: boolean | undefined;
}

const BLOCK = 512;

/** A tar (ustar) of these members with right checksums. */
export function buildTar(members: readonly TarMember[]): Buffer {
  const parts = members.flatMap((member) => {
    const padding = Buffer.alloc((BLOCK - (member.bytes.length % BLOCK)) % BLOCK);
    return [header(member), Buffer.from(member.bytes), padding];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header({
  name,
  bytes,
  type,
  size = bytes.length,
  link = '',
  prefix = '',
  binarySize,
}: TarMember): Buffer {
  const block = Buffer.alloc(BLOCK);
  const text = (value: string, at: number, length: number) => Buffer.from(value).copy(block, at, 0, length);
  text(name, 0, 100);
  text('0000644\0', 100, 8);
  if (binarySize) {
    block.writeBigUInt64BE(BigInt(size), 128);
    block[124] = 0x80;
  } else text(`${size.toString(8).padStart(11, '0')}\0`, 124, 12);
  text('00000000000\0', 136, 12);
  text(type, 156, 1);
  text(link, 157, 100);
  text('ustar\x0000', 257, 8);
  text(prefix, 345, 155);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

/** A record of a PAX extended header; `length` is what it claims to have. */
export function paxRecord(key: string, value: string, length?: number): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let own = bytes + 1;
  while (String(own).length + bytes !== own) own = String(own).length + bytes;
  return Buffer.from(`${length ?? own}${rest}`);
}
