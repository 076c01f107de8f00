import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImageFile, readImageFolder } from './read-image-folder.js';
import { temporaryFolder } from './testing/temporary-folder.js';

async function folder() {
  const root = temporaryFolder();
  for (const [label, background] of Object.entries({ b: '#ff0000', a: '#00ff00' })) {
    mkdirSync(join(root, label));
    await sharp({ create: { width: 9, height: 5, channels: 3, background } }).toFile(
      join(root, label, 'x.png'),
    );
  }
  return root;
}

test("a folder's subfolders are the labels, in alphabetical order", async () => {
  const root = await folder();
  const split = await readImageFolder(root, 2);
  expect([split.labelNames, split.keys, [...split.labels]]).toEqual([
    ['a', 'b'],
    ['a/x.png', 'b/x.png'],
    [0, 1],
  ]);
  expect([...split.image(1)].slice(0, 3)).toEqual([255, 0, 0]);
  expect(await decodeImageFile(join(root, 'b', 'x.png'), 2)).toEqual(Uint8Array.from(split.image(1)));
});

test('an image without a label, a broken one and an absent one are errors that name the file', async () => {
  const root = await folder();
  const loose = join(root, 'loose.png');
  writeFileSync(loose, 'not an image');
  await expect(readImageFolder(root, 2)).rejects.toThrow(`${loose}: lies in no label folder.`);
  await expect(decodeImageFile(loose, 2)).rejects.toThrow(`${loose} is not a whole image`);
  await expect(decodeImageFile(join(root, 'none.png'), 2)).rejects.toThrow(
    `${join(root, 'none.png')}: cannot be read: it is not there.`,
  );
  const none = { code: 'image-folder-invalid', remedy: 'Check the path: it must be a folder of images.' };
  await expect(readImageFolder(join(root, 'none'), 2)).rejects.toMatchObject(none);
  await expect(readImageFolder(loose, 2)).rejects.toMatchObject({
    ...none,
    message: `${loose}: is no folder.`,
  });
});

test('no remedy is named that only data sets have', async () => {
  const root = await folder();
  const file = join(root, 'a', 'y.png');
  for (const bytes of ['', 'not an image']) {
    writeFileSync(file, bytes);
    const refused = { message: expect.stringContaining(file), remedy: 'Remove or replace that image.' };
    await expect(readImageFolder(root, 2)).rejects.toMatchObject(refused);
  }
  await expect(decodeImageFile(file, 2)).rejects.toMatchObject({
    remedy: 'Give a whole JPEG, PNG, GIF or WebP.',
  });
});
