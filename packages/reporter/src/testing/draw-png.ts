import { deflateSync } from 'node:zlib';

/** A small PNG (8-bit RGB, PNG specification 1.2) with a soft pattern, so that a photo of a fixture can be seen. */
export function drawPng(seed: number, size = 64): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const near = Math.hypot(x - size / 2, y - size / 2) < size * (0.2 + 0.05 * (seed % 4));
      const at = y * (1 + size * 3) + 1 + x * 3;
      rows[at] = near ? 230 - 20 * (seed % 5) : 60 + y;
      rows[at + 1] = near ? 120 + 25 * (seed % 5) : 110 + x / 2;
      rows[at + 2] = near ? 60 + 40 * (seed % 3) : 70;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** CRC-32 of PNG's appendix D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
