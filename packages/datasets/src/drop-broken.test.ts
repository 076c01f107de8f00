import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findBuilder } from './builders/all-builders.js';
import { verifyDataset } from './cards/verify-dataset.js';
import { openBuilder, openDataset } from './open-dataset.js';
import { makeOriginals } from './testing/make-originals.js';
import { temporaryFolder } from './testing/temporary-folder.js';
import { frameRecord } from './tfrecord/frame-record.js';

const { labels } = findBuilder('tf_flowers');

/** An image folder of `each` JPEGs a label. */
async function photos(each: number) {
  const folder = temporaryFolder();
  const at = { manualDir: folder, dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache') };
  for (const [label, name] of labels.entries()) {
    mkdirSync(join(folder, 'tf_flowers', name), { recursive: true });
    for (let i = 0; i < each; i++) {
      const background = { r: 50 * label, g: 5 * i, b: 90 };
      const image = sharp({ create: { width: 64, height: 48, channels: 3, background } });
      writeFileSync(
        join(folder, 'tf_flowers', name, `${i}.jpg`),
        await image.jpeg({ quality: 100 }).toBuffer(),
      );
    }
  }
  return { at, file: (name: string) => join(folder, 'tf_flowers', name) };
}

test('broken images of a folder are left out, named and counted, and the fingerprint is of what is left', async () => {
  const { at, file } = await photos(20);
  const whole = readFileSync(file('daisy/3.jpg'));
  const before = await openDataset('tf_flowers', { ...at, skipBroken: true });
  expect(before.info.skipped).toBeUndefined();
  expect(before.info.fingerprint).toBe((await openDataset('tf_flowers', at)).info.fingerprint);
  writeFileSync(file('daisy/3.jpg'), whole.subarray(0, whole.length / 2));
  writeFileSync(file('roses/7.jpg'), '');
  writeFileSync(file('tulips/1.jpg'), 'a note');
  await expect(openDataset('tf_flowers', at)).rejects.toThrow(/roses\/7\.jpg: the file is empty/);

  const messages: string[] = [];
  const dataset = await openDataset('tf_flowers', {
    ...{ ...at, skipBroken: true },
    onProgress: (event) => event.kind === 'warning' && messages.push(event.message),
  });
  const { skipped, splits, fingerprint } = dataset.info;
  expect(skipped).toMatchObject({ count: 3, of: 100 });
  expect(Object.fromEntries(skipped!.examples.map(({ key, reason }) => [key, reason]))).toEqual({
    'daisy/3.jpg': 'it is cut off',
    'roses/7.jpg': 'the file is empty',
    'tulips/1.jpg': 'it is no JPEG, PNG, GIF or WebP',
  });
  expect(JSON.stringify(skipped)).not.toContain(at.manualDir);
  expect(messages).toEqual([
    expect.stringMatching(/^3 broken images of tf_flowers are left out: .*daisy\/3\.jpg/),
  ]);
  expect(splits.train).toMatchObject({ numExamples: 97, labels: { daisy: 19, roses: 19, tulips: 19 } });
  const images = await dataset.loadImages('train', { imageSize: 8 });
  expect(images.numExamples).toBe(97);
  expect(images.keys).not.toContain('daisy/3.jpg');

  const { at: sound, file: soundFile } = await photos(20);
  for (const name of ['daisy/3.jpg', 'roses/7.jpg', 'tulips/1.jpg'])
    writeFileSync(soundFile(name), 'as if it had never been there');
  expect((await openDataset('tf_flowers', { ...sound, skipBroken: true })).info.fingerprint).toBe(
    fingerprint,
  );
});

test('more than 5 % broken images are refused, and so is a label that loses all of its images', async () => {
  const { at, file } = await photos(4);
  writeFileSync(file('daisy/3.jpg'), 'x');
  expect((await openDataset('tf_flowers', { ...at, skipBroken: true })).info.skipped?.count).toBe(1);
  writeFileSync(file('daisy/2.jpg'), 'x');
  await expect(openDataset('tf_flowers', { ...at, skipBroken: true })).rejects.toMatchObject({
    ...{ code: 'too-many-broken', exitCode: 1 },
    message: expect.stringMatching(/^2 of 20 images of tf_flowers are broken, more than 5 %: daisy\/\d\.jpg/),
    remedy: expect.stringContaining('teamnet data verify'),
  });
  await expect(verifyDataset('tf_flowers', { ...at, skipBroken: true })).rejects.toThrow(/more than 5 %/);

  const few = await photos(20);
  for (let i = 1; i < 20; i++) rmSync(few.file(`daisy/${i}.jpg`));
  writeFileSync(few.file('daisy/0.jpg'), 'x');
  await expect(openDataset('tf_flowers', { ...few.at, skipBroken: true })).rejects.toThrow(
    'Every training image of daisy in tf_flowers is broken: daisy/0.jpg.',
  );
});

test('broken records of a prepared folder are named by shard, number and byte, and left out', async () => {
  const folder = temporaryFolder();
  const at = { dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache') };
  mkdirSync(join(folder, 'manual'));
  const { builder } = await makeOriginals(join(folder, 'manual'), 'tf_flowers', 12);
  const whole = await openBuilder(builder, { ...at, manualDir: join(folder, 'manual') });
  expect(whole.info.splits.train!.numExamples).toBe(60);
  const shard = join(at.dataDir, 'tf_flowers', '3.0.1', 'tf_flowers-train.tfrecord-00000-of-00001');
  const bytes = readFileSync(shard);
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at += 16 + Number(bytes.readBigUInt64LE(at))) starts.push(at);
  const record = (number: number) => bytes.subarray(starts[number]!, starts[number + 1]);
  bytes[starts[10]! + 40]! ^= 1;
  const broken = Buffer.from(record(20).subarray(12, -4));
  broken.fill(0, broken.length - 150, broken.length - 100);
  frameRecord(broken).copy(bytes, starts[20]!);
  writeFileSync(shard, bytes);

  await expect(openDataset('tf_flowers', at)).rejects.toThrow(`record at byte ${starts[10]} is damaged`);
  const { damaged, problems, numExamples } = await verifyDataset('tf_flowers', at);
  expect(numExamples).toBe(60);
  expect(damaged).toMatchObject([
    {
      ...{ split: 'train', index: 10, file: shard },
      record: { shard: 0, shards: 1, number: 10, byte: starts[10] },
    },
    {
      ...{ split: 'train', index: 20, file: shard },
      record: { shard: 0, shards: 1, number: 20, byte: starts[20] },
    },
  ]);
  expect(problems[0]).toBe(
    `${shard}, record 10 at byte ${starts[10]} (train, shard 0 of 1): the record at byte ${starts[10]} is damaged: wrong checksum.`,
  );
  const left = await openDataset('tf_flowers', { ...at, skipBroken: true });
  expect(left.info.skipped).toMatchObject({ count: 2, of: 60 });
  expect(left.splitUse('train[:50%]').numExamples).toBe(29);
  const { keys } = await left.loadImages('train', { imageSize: 8 });
  expect(keys.slice(9, 12).map((key) => key.split('__')[1])).toEqual(['9', '11', '12']);
  // Cut: the last record is gone.
  writeFileSync(shard, bytes.subarray(0, -30));
  const cut = await openDataset('tf_flowers', { ...at, skipBroken: true });
  expect(cut.info.skipped).toMatchObject({ count: 3, of: 60 });
  expect(cut.info.skipped!.examples[2]!.reason).toContain('cut off');
  // A length that is not to be trusted takes all behind it with it.
  bytes[starts[30]!]! ^= 1;
  writeFileSync(shard, bytes);
  await expect(openDataset('tf_flowers', { ...at, skipBroken: true })).rejects.toThrow(/^32 of 60 images/);
});
