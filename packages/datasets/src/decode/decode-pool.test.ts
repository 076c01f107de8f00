import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { StoredExample } from '../example-store.js';
import { decodeAll } from './decode-all.js';
import { decodeBatches } from './decode-batches.js';
import { DecodePool } from './decode-pool.js';

const COUNT = 300;
const encoded = await Promise.all(
  Array.from({ length: COUNT }, async (_, i) => {
    const background = { r: i % 256, g: (i * 7) % 256, b: (i * 31) % 256 };
    const image = sharp({ create: { width: 40 + (i % 13), height: 30 + (i % 7), channels: 3, background } });
    if (i % 3 === 0) return image.png().toBuffer();
    return i % 3 === 1 ? image.jpeg().toBuffer() : image.webp().toBuffer();
  }),
);
const examples = encoded.map((bytes, i): StoredExample => {
  return { key: `key-${i}`, label: 0, file: `/pictures/${i}`, offset: 0, length: bytes.length };
});
const store = {
  // The first come last: what is read sooner must not come sooner.
  read: async ({ key }: StoredExample) => {
    const i = Number(key.slice(4));
    if (i < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    return encoded[i]!;
  },
  where: ({ file }: StoredExample) => file,
};

test('the pixels and their order are the same with one thread, with three and with one a processor', async () => {
  const results: Buffer[] = [];
  for (const threads of [1, 3, availableParallelism()]) {
    const pool = new DecodePool(threads);
    try {
      // Twice: the first time the threads are still starting.
      for (let pass = 0; pass < 2; pass++)
        results.push(Buffer.from(await decodeAll(store, examples, { imageSize: 16, pool })));
      const batches: Uint8Array[] = [];
      const stream = encoded.map((image, i) => ({ key: `key-${i}`, label: 0, image }));
      for await (const { images } of decodeBatches(stream, { imageSize: 16, batchSize: 50, pool }))
        batches.push(images);
      results.push(Buffer.concat(batches));
    } finally {
      await pool.close();
    }
  }
  expect(results[0]!.length).toBe(COUNT * 16 * 16 * 3);
  for (const [i, result] of results.entries()) expect(result.equals(results[0]!), `pass ${i}`).toBe(true);
});

test('a broken image among many is named, and the threads go on afterwards', async () => {
  const pool = new DecodePool(2);
  try {
    const broken = {
      ...store,
      read: async (example: StoredExample) =>
        example.key === 'key-211' ? Buffer.from('\xff\xd8\xff no image', 'latin1') : store.read(example),
    };
    for (let pass = 0; pass < 2; pass++)
      await expect(decodeAll(broken, examples, { imageSize: 8, pool })).rejects.toThrow(
        /key-211 \(\/pictures\/211\)/,
      );
    expect((await decodeAll(store, examples, { imageSize: 8, pool })).length).toBe(COUNT * 8 * 8 * 3);
  } finally {
    await pool.close();
  }
});
