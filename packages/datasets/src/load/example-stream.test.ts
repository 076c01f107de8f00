import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exampleStream, type LoadedExample } from './example-stream.js';
import type { ReadableExample } from './file-parts.js';

async function colours(count: number): Promise<ReadableExample[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const background = { r: index, g: 2 * index, b: 0 };
      const png = await sharp({ create: { width: 3, height: 2, channels: 3, background } })
        .png()
        .toBuffer();
      return { key: `${index}`, label: index % 3, read: async () => png, where: () => `file ${index}` };
    }),
  );
}

async function all(examples: Iterable<ReadableExample>, imageSize?: number) {
  const got: LoadedExample[] = [];
  let error: unknown;
  try {
    for await (const example of exampleStream(examples, { imageSize })) got.push(example);
  } catch (caught) {
    error = caught;
  }
  return { got, error };
}

test('resized images come in order, each with its own label and memory, however many are decoded together', async () => {
  const { got, error } = await all(await colours(100), 4);
  expect(error).toBeUndefined();
  expect(got.map(({ id, label }) => [id, label])).toEqual(
    Array.from({ length: 100 }, (_, index) => [`${index}`, index % 3]),
  );
  for (const [index, { image, shape }] of got.entries()) {
    expect([...image.subarray(0, 3), image.length, image.buffer.byteLength]).toEqual([
      ...[index, 2 * index, 0, 48, 48],
    ]);
    expect(shape).toEqual([4, 4, 3]);
  }
});

test.each([
  ['cannot be read', 'no such disk'],
  ['cannot be decoded', 'file 77 is not a whole image'],
])('the images before one that %s come, and then its error', async (kind, message) => {
  const examples = await colours(100);
  examples[77]!.read = async () => {
    if (kind === 'cannot be read') throw new Error('no such disk');
    return Buffer.from('no image');
  };
  for (const imageSize of [undefined, 4]) {
    const { got, error } = await all(examples, imageSize);
    expect(got.length).toBe(77);
    expect(String((error as Error).message)).toContain(message);
  }
});

test('the first image is there before a second is read', async () => {
  let read = 0;
  const examples = (await colours(300)).map((example) => ({
    ...example,
    read: () => {
      read++;
      return example.read();
    },
  }));
  const stream = exampleStream(examples, { imageSize: 4 });
  await stream.next();
  expect(read).toBe(1);
  await stream.return(undefined);
});
