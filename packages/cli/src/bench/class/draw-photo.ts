import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.js';

/** A photo-like PNG (8-bit RGB, PNG specification 1.2): about 3 kB, as much as a photo that the trainer keeps. */
export function drawPhoto(random: Random, size = 48): Buffer {
  const [x0, y0, radius] = [random.between(14, 34), random.between(14, 34), random.between(8, 18)];
  const colours = Array.from({ length: 6 }, () => random.between(30, 220));
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const near = Math.hypot(x - x0, y - y0) < radius ? 3 : 0;
      for (let channel = 0; channel < 3; channel++)
        rows[y * (1 + size * 3) + 1 + x * 3 + channel] =
          colours[near + channel]! + (y * channel) / 3 + random.between(0, 5);
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
