import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '@node-rs/crc32';
import fc from 'fast-check';
import { decodeImageFile } from '../../read-image-folder.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations } from '../mutation.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';
import { smallImages } from './small-images.js';

interface Input {
  kind: number;
  changes: Mutation[];
  /** Width and height that the image claims. */
  size: [number, number] | null;
  /** Gives the chunks of a PNG right checksums after the changes, so that what they hold is looked at. */
  mended: boolean;
  imageSize: number;
}

/** Encoded images: JPEG and PNG of all kinds, WebP, GIF. */
export const image: FuzzTarget<Input> = {
  name: 'image',
  inputs: 3000,
  async prepare() {
    const images = await smallImages();
    const side = fc.constantFrom(0, 1, 24, 8192, 8193, 16384, 60000, 65535, 2 ** 31 - 1, 2 ** 32 - 1);
    return {
      input: fc.record({
        kind: fc.integer({ min: 0, max: images.length - 1 }),
        changes: mutations,
        size: sometimes(fc.tuple(side, side), null),
        mended: fc.boolean(),
        imageSize: fc.constantFrom(1, 8, 96),
      }),
      async run({ kind, changes, size, mended, imageSize }, folder) {
        let bytes: Buffer = Buffer.from(images[kind]!);
        if (size) claimSize(bytes, size);
        bytes = mutate(bytes, changes);
        if (mended) mendPng(bytes);
        const file = join(folder, 'an image.jpg');
        writeFileSync(file, bytes);
        return judge(async () => {
          const pixels = await decodeImageFile(file, imageSize);
          if (pixels.length !== imageSize * imageSize * 3)
            throw new Error(`${pixels.length} bytes of pixels`);
        }, [file]);
      },
    };
  },
};

/** Writes width and height into the header of a PNG, or of the frame of a JPEG. */
function claimSize(bytes: Buffer, [width, height]: [number, number]): void {
  if (bytes[0] === 0x89) {
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    mendPng(bytes);
    return;
  }
  const frame = [0xc0, 0xc2].map((type) => bytes.indexOf(Buffer.from([0xff, type]))).find((at) => at > 0);
  if (bytes[0] !== 0xff || frame === undefined || frame + 9 > bytes.length) return;
  bytes.writeUInt16BE(height & 0xffff, frame + 5);
  bytes.writeUInt16BE(width & 0xffff, frame + 7);
}

function mendPng(bytes: Buffer): void {
  if (bytes[0] !== 0x89) return;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) return;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
}
