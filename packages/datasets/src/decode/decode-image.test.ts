import sharp from 'sharp';
import { expect, test } from 'vitest';
import golden from './decode-image.golden.json' with { type: 'json' };
import { decodeImage } from './decode-image.js';

// CMYK is decoded by libvips, whose libjpeg has no switch for the fast DCT that TensorFlow takes.
const rows = golden.map((row) => ({ ...row, levels: row.name.includes('cmyk') ? 2 : 1 }));

test.each(rows)('$name has the pixels of TensorFlow, to $levels of 255 grey levels', async (row) => {
  const pixels = await decodeImage(Buffer.from(row.encoded, 'base64'), 12);
  const expected = Buffer.from(row.pixels, 'base64');
  const differences = Array.from(pixels, (value, i) => Math.abs(value - expected[i]!));
  expect(pixels.length).toBe(12 * 12 * 3);
  expect(Math.max(...differences)).toBeLessThanOrEqual(row.levels);
});

test('EXIF orientation and colour profiles are ignored, as TensorFlow does', async () => {
  const plain = sharp({ create: { width: 20, height: 10, channels: 3, background: '#c33' } }).composite([
    { input: { create: { width: 10, height: 10, channels: 3, background: '#3c3' } }, left: 0, top: 0 },
  ]);
  const png = await plain.png().toBuffer();
  const turned = await sharp(png)
    .withMetadata({ orientation: 6 })
    .withIccProfile('p3')
    .jpeg({ quality: 100 })
    .toBuffer();
  const pixels = await decodeImage(turned, 2);
  // Left stays left: greenish, then reddish.
  expect(pixels[1]).toBeGreaterThan(pixels[0]!);
  expect(pixels[3]).toBeGreaterThan(pixels[4]!);
});

test('a truncated JPEG or PNG is an error', async () => {
  const image = sharp({ create: { width: 80, height: 80, channels: 3, background: '#5a9' } });
  for (const bytes of [
    await image.clone().jpeg().toBuffer(),
    await image.clone().png({ compressionLevel: 0 }).toBuffer(),
  ])
    await expect(decodeImage(bytes.subarray(0, bytes.length * 0.7), 8)).rejects.toThrow();
});
