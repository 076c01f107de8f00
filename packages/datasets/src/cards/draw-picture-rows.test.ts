import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawPictureRows } from './draw-picture-rows.js';

test('a sheet has each picture as it is, under its title and over its caption', async () => {
  const green = Uint8Array.from({ length: 20 * 20 * 3 }, (_, index) => (index % 3 === 1 ? 200 : 0));
  const picture = { pixels: green, caption: ['daisy <1>', '30 %'] };
  const sheet = await drawPictureRows([{ title: 'flip & co', pictures: [picture, picture] }], 20);
  const { width, height } = await sharp(sheet).metadata();
  expect([width, height]).toEqual([2 * 26 + 6, 6 + 24 + 20 + 2 * 15 + 6]);
  const part = (left: number, top: number, size: number) =>
    sharp(sheet).extract({ left, top, width: size, height: size }).removeAlpha().raw().toBuffer();
  expect(Uint8Array.from(await part(32, 30, 20))).toEqual(green);
  for (const top of [8, 52, 66]) expect(Math.min(...(await part(8, top, 14)))).toBeLessThan(150);
});

test('words at the foot stand below all rows, on as many lines as they need', async () => {
  const picture = { pixels: new Uint8Array(20 * 20 * 3).fill(255), caption: [] };
  const rows = [{ title: '', pictures: [picture, picture] }];
  const plain = await sharp(await drawPictureRows(rows, 20)).metadata();
  const sheet = sharp(await drawPictureRows(rows, 20, 'Photos by Ann and <Bo>'));
  const { width, height } = await sheet.metadata();
  // Of 58 pixels, 9 letters a line: Photos by, Ann and, <Bo>.
  expect([width, height]).toEqual([plain.width, plain.height + 3 * 15]);
  for (const line of [0, 1, 2]) {
    const part = { left: 0, top: plain.height + line * 15, width, height: 15 };
    expect(Math.min(...(await sheet.clone().extract(part).raw().toBuffer()))).toBeLessThan(150);
  }
});
