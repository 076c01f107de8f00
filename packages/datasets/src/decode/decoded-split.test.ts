import '@tensorflow/tfjs-backend-cpu';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { DecodedSplit } from './decoded-split.js';
import { shuffledIndices } from './shuffled-indices.js';

/** Ten 2 x 2 images; all bytes of image i are i. */
function split(): DecodedSplit {
  return new DecodedSplit({
    imageSize: 2,
    images: Uint8Array.from({ length: 10 * 12 }, (_, i) => Math.floor(i / 12)),
    labels: Int32Array.from({ length: 10 }, (_, i) => i % 3),
    keys: Array.from({ length: 10 }, (_, i) => `key${i}`),
    labelNames: ['a', 'b', 'c'],
  });
}
const order = (options: Parameters<DecodedSplit['batches']>[0]) =>
  [...split().batches(options)].flatMap(({ keys }) => keys).join(' ');

test('batches keep image, label and key together; the last one may be smaller or left away', () => {
  const batches = [...split().batches({ batchSize: 4, shuffleSeed: 3, epoch: 1 })];
  expect(batches.map(({ labels }) => labels.length)).toEqual([4, 4, 2]);
  for (const { images, labels, keys } of batches)
    keys.forEach((key, i) => {
      const index = Number(key.slice(3));
      expect(labels[i]).toBe(index % 3);
      expect([...images.subarray(i * 12, i * 12 + 12)]).toEqual(new Array(12).fill(index));
    });
  expect([...split().batches({ batchSize: 4, dropRemainder: true })].length).toBe(2);
  expect(() => [...split().batches({ batchSize: 0 })]).toThrow(
    'batchSize must be an integer from 1 up, not 0.',
  );
});

test('the order depends on seed and epoch alone, and holds each example once', () => {
  const base = { batchSize: 3, shuffleSeed: 1, epoch: 0 };
  expect(order(base)).toBe(order({ ...base, batchSize: 7 }));
  expect(new Set(order(base).split(' ')).size).toBe(10);
  expect(order({ ...base, epoch: 1 })).not.toBe(order(base));
  expect(order({ ...base, shuffleSeed: 2 })).not.toBe(order(base));
  expect(order({ batchSize: 3 })).toBe('key0 key1 key2 key3 key4 key5 key6 key7 key8 key9');
});

test('every position gets every example equally often', () => {
  const counts = Array.from({ length: 4 }, () => new Array(4).fill(0));
  for (let epoch = 0; epoch < 4000; epoch++)
    for (const [position, index] of shuffledIndices(4, 9, epoch).entries()) counts[position]![index]++;
  // 1000 expected, standard deviation 27.
  for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(140);
});

test('the tf.data edge gives the same batches as int32 tensors', async () => {
  const options = { batchSize: 4, shuffleSeed: 5, epoch: 2 };
  const plain = [...split().batches(options)];
  const tensors = await split().dataset(options).toArray();
  expect(tensors.map(({ images }) => [images.dtype, ...images.shape])).toEqual([
    ['int32', 4, 2, 2, 3],
    ['int32', 4, 2, 2, 3],
    ['int32', 2, 2, 2, 3],
  ]);
  for (const [i, { images, labels }] of tensors.entries()) {
    expect([...images.dataSync()]).toEqual([...plain[i]!.images]);
    expect([...labels.dataSync()]).toEqual([...plain[i]!.labels]);
    expect(labels.dtype).toBe('int32');
    images.dispose();
    labels.dispose();
  }
});

test('a picture is a JPEG of one example, larger when asked', async () => {
  const own = await sharp(await split().picture(7)).metadata();
  expect([own.format, own.width]).toEqual(['jpeg', 2]);
  expect((await sharp(await split().picture(7, { size: 64 })).metadata()).width).toBe(64);
  await expect(split().picture(10)).rejects.toThrow('There is no example 10; there are 10.');
});
