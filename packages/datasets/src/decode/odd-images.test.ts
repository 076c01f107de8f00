import { expect, test } from 'vitest';
import { ImageCorruptError } from '../errors.js';
import { decodePixels } from './decode-image.js';
import golden from './odd-images.golden.json' with { type: 'json' };

interface Row {
  name: string;
  encoded: string;
  shape?: number[];
  /** Of TensorFlow; absent where it refuses the image. */
  pixels?: string;
  /** What TFDS' Image feature makes of it: the same, or an error. */
  tfds: string;
}
const rows = golden as Row[];
const read = rows.filter(({ name, pixels }) => pixels !== undefined && !name.startsWith('bmp'));
const bmps = rows.filter(({ name }) => name.startsWith('bmp'));

test.each(read)('$name has every pixel of TensorFlow', async ({ encoded, shape, pixels }) => {
  const { data, width, height } = await decodePixels(Buffer.from(encoded, 'base64'));
  expect([height, width, 3]).toEqual(shape);
  expect(Buffer.from(data).equals(Buffer.from(pixels!, 'base64'))).toBe(true);
});

test('PNGs are looked at in every depth and kind, interlaced or not, and TFDS reads each of them', () => {
  const pngs = rows.filter(({ name }) => name.startsWith('png'));
  expect(pngs.length).toBe(52);
  expect(pngs.filter(({ name }) => name.endsWith('interlaced')).length).toBe(26);
  expect(pngs.filter(({ tfds }) => tfds !== 'same')).toEqual([]);
});

test.each(bmps)(
  '$name, which TFDS reads and Teamnet does not, is a clear error',
  async ({ encoded, tfds }) => {
    expect(tfds).toBe('same');
    const refused = await decodePixels(Buffer.from(encoded, 'base64')).catch((error: unknown) => error);
    const { message } = new ImageCorruptError('photo.jpg', refused);
    expect(message).toBe('photo.jpg is not a whole image: it is no JPEG, PNG, GIF or WebP.');
  },
);
