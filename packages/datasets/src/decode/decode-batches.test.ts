import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeBatches, type EncodedExample } from './decode-batches.js';

async function* grey(count: number, broken = -1): AsyncGenerator<EncodedExample> {
  for (let i = 0; i < count; i++) {
    const create = { width: 8 + i, height: 8, channels: 3, background: { r: i, g: i, b: i } } as const;
    const image = i === broken ? Buffer.from('no image') : await sharp({ create }).png().toBuffer();
    yield { key: `k${i}`, label: i % 3, image };
  }
}

test('batches come in the order of the examples, the last one smaller', async () => {
  const batches = [];
  for await (const batch of decodeBatches(grey(10), { imageSize: 4, batchSize: 4 })) batches.push(batch);
  expect(batches.map(({ keys }) => keys.length)).toEqual([4, 4, 2]);
  expect(batches.flatMap(({ keys }) => keys)).toEqual(Array.from({ length: 10 }, (_, i) => `k${i}`));
  expect(batches.flatMap(({ labels }) => [...labels])).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  expect(batches[1]!.images.length).toBe(4 * 4 * 4 * 3);
  expect([batches[1]!.images[0], batches[2]!.images.at(-1)]).toEqual([4, 9]);
});

test('an image that cannot be decoded is named when its turn comes, and whoever stops early ends the reading', async () => {
  const batches = decodeBatches(grey(10, 5), { imageSize: 4, batchSize: 4 });
  expect((await batches.next()).value.keys).toEqual(['k0', 'k1', 'k2', 'k3']);
  await expect(batches.next()).rejects.toThrow(/^k5 cannot be decoded: /);

  const examples = grey(1000);
  for await (const _ of decodeBatches(examples, { imageSize: 4, batchSize: 2, prefetch: 1 })) break;
  expect((await examples.next()).done).toBe(true);
});
