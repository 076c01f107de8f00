import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageHeader } from './image-header.js';

const create = { width: 30, height: 20, channels: 4, background: '#5a97' } as const;

test('a JPEG says its size and whether it is grey, in colour or CMYK', async () => {
  const image = sharp({ create });
  const plain = { format: 'jpeg', width: 30, height: 20, depth: 8, hasPalette: false };
  expect(imageHeader(await image.clone().jpeg().toBuffer())).toEqual({ ...plain, channels: 3 });
  expect(imageHeader(await image.clone().jpeg({ progressive: true }).toBuffer())).toEqual({
    ...plain,
    channels: 3,
  });
  expect(imageHeader(await image.clone().toColourspace('b-w').jpeg().toBuffer())).toEqual({
    ...plain,
    channels: 1,
  });
  const cmyk = image.clone().toColourspace('cmyk').jpeg();
  expect(imageHeader(await cmyk.toBuffer())).toEqual({ ...plain, channels: 4 });
});

test('a PNG says its size, bits, channels and whether it has a table of colours', async () => {
  const image = sharp({ create });
  const plain = { format: 'png', width: 30, height: 20, depth: 8, hasPalette: false };
  expect(imageHeader(await image.clone().png().toBuffer())).toEqual({ ...plain, channels: 4 });
  expect(imageHeader(await image.clone().removeAlpha().png().toBuffer())).toEqual({ ...plain, channels: 3 });
  const palette = await image.clone().png({ palette: true, colours: 256 }).toBuffer();
  expect(imageHeader(palette)).toMatchObject({ hasPalette: true, channels: 1 });
  const sixteen = await image.clone().toColourspace('rgb16').png().toBuffer();
  expect(imageHeader(sixteen)).toEqual({ ...plain, depth: 16, channels: 4 });
});

test('what is neither, or ends within its header, has none', async () => {
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  const png = await sharp({ create }).png().toBuffer();
  for (const bytes of [Buffer.alloc(0), Buffer.from('<svg/>'), jpeg.subarray(0, 30), png.subarray(0, 20)])
    expect(imageHeader(bytes)).toBeUndefined();
  expect(imageHeader(Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff]))).toBeUndefined();
});
