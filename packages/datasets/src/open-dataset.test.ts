import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DataOptions } from './data-options.js';
import { openBuilder, openDataset } from './open-dataset.js';
import type { DataProgress } from './progress.js';
import { makeOriginals } from './testing/make-originals.js';
import { serveFolder } from './testing/serve-folder.js';
import { sharedData } from './testing/shared-data.js';
import { temporaryFolder } from './testing/temporary-folder.js';

/** Options that keep everything inside the test's own folder and off the internet. */
function options(folder: string, more: DataOptions = {}): DataOptions {
  const base = {
    dataDir: join(folder, 'data'),
    cacheDir: join(folder, 'cache'),
    manualDir: join(folder, 'manual'),
  };
  return { ...base, downloadBase: 'http://127.0.0.1:9', ...more };
}

/** A folder of one-colour images, `<split>/<label>/<i>.png`. */
async function imageFolder(folder: string, labels: string[], splits = ['train'], count = 3): Promise<void> {
  for (const split of splits)
    for (const [index, label] of labels.entries())
      for (let i = 0; i < count; i++) {
        const file = join(folder, split, label, `${i}.png`);
        mkdirSync(dirname(file), { recursive: true });
        const background = { r: 90 * index, g: 20 * i, b: 7 };
        await sharp({ create: { width: 12, height: 9, channels: 3, background } }).toFile(file);
      }
}
const HANDS = ['rock', 'paper', 'scissors'];

test('downloads are prepared, read, and found prepared the next time', async () => {
  const folder = temporaryFolder();
  const { builder, images } = await makeOriginals(folder, 'rock_paper_scissors', 3);
  const { base, requests } = await serveFolder(folder);
  const events: DataProgress[] = [];
  const at = options(folder, { downloadBase: base, onProgress: (event) => events.push(event) });
  const first = await openBuilder(builder, at);
  expect(first.info.source).toBe('download');
  expect(first.info.splits.train).toMatchObject({
    numExamples: 9,
    labels: { rock: 3, paper: 3, scissors: 3 },
  });
  expect(first.info.splits.test?.numExamples).toBe(9);
  expect([...new Set(events.map(({ kind }) => kind))]).toEqual(['warning', 'download', 'prepare', 'read']);
  expect(events[0]).toMatchObject({
    message: expect.stringContaining('holds neither rps.zip and rps-test-set.zip'),
  });
  const version = join(folder, 'data', 'rock_paper_scissors', '3.0.0');
  expect(readdirSync(version).sort()).toEqual([
    'CREDITS.tsv',
    'dataset_info.json',
    'features.json',
    'label.labels.txt',
    'rock_paper_scissors-test.tfrecord-00000-of-00001',
    'rock_paper_scissors-train.tfrecord-00000-of-00001',
  ]);
  const decoded = await first.loadImages('train', { imageSize: 4 });
  const red = Array.from(decoded.labels, (_, i) => decoded.image(i)[0]);
  expect(red).toEqual(Array.from(decoded.labels, (label) => 40 * label));
  expect(Object.keys(images).length).toBe(18);

  const second = await openBuilder(builder, at);
  expect(second.info).toEqual({ ...first.info, source: 'prepared' });
  expect(requests.length).toBe(2);
  expect(readdirSync(join(folder, 'data', 'downloads', 'teamnet'))).toEqual([]);
});

test.each(['rock_paper_scissors', 'tf_flowers'])(
  '%s is prepared from archives in the manual folder',
  async (name) => {
    const folder = temporaryFolder();
    const at = options(folder);
    mkdirSync(at.manualDir!);
    const { builder } = await makeOriginals(at.manualDir!, name, 2);
    const { info } = await openBuilder(builder, at);
    expect([info.source, info.splits.train?.numExamples]).toEqual(['manual', 2 * builder.labels.length]);
    expect(existsSync(join(at.manualDir!, builder.archives[0]!.file))).toBe(true);
  },
);

test('a cut archive, and one that is not the original, are errors that name the file; nothing is prepared', async () => {
  for (const name of ['rock_paper_scissors', 'tf_flowers']) {
    const folder = temporaryFolder();
    const at = options(folder);
    mkdirSync(at.manualDir!);
    const { builder } = await makeOriginals(at.manualDir!, name, 4);
    const archive = builder.archives[0]!;
    const file = join(at.manualDir!, archive.file);
    truncateSync(file, archive.bytes - 100);
    await expect(openBuilder(builder, at)).rejects.toThrow(
      `${file}: cut off after ${archive.bytes - 100} of`,
    );
    writeFileSync(file, Buffer.alloc(archive.bytes));
    await expect(openBuilder(builder, at)).rejects.toThrow(`${file}: is not the original`);
    expect(existsSync(join(at.dataDir!, name))).toBe(false);
  }
});

test('an unreachable host means the stand-in, with the reason in a warning and in the notes', async () => {
  const events: DataProgress[] = [];
  const { info } = await openDataset(
    'tf_flowers',
    options(temporaryFolder(), { onProgress: (event) => events.push(event) }),
  );
  expect(info.source).toBe('stand-in');
  expect(info.notes.join(' ')).toMatch(/Stand-in: .*Not downloaded: .*127\.0\.0\.1:9/);
  expect(events.filter((event) => event.kind === 'warning').at(-1)).toMatchObject({
    message: expect.stringContaining('stand-in'),
  });
});

test('a source that was asked for and has nothing is an error, not another source', async () => {
  const folder = temporaryFolder();
  for (const source of ['prepared', 'manual'] as const)
    await expect(openDataset('tf_flowers', options(folder, { source }))).rejects.toMatchObject({
      ...{ code: 'source-missing', exitCode: 2 },
    });
  await expect(openDataset('tf_flowers', options(folder, { source: 'download' }))).rejects.toMatchObject({
    code: 'host-unreachable',
  });
});

test('an image folder is read in place, in both splits, without writing into the data folder', async () => {
  const folder = temporaryFolder();
  await imageFolder(join(folder, 'manual', 'rock_paper_scissors', 'photos'), HANDS, ['train', 'test']);
  const { info, defaultSplits } = await openDataset('rock_paper_scissors', options(folder));
  expect(info.source).toBe('manual');
  expect(Object.keys(info.splits)).toEqual(['train', 'test']);
  expect(defaultSplits).toEqual({ train: 'train[:85%]', validation: 'train[85%:]', test: 'test' });
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('without a test split rock_paper_scissors is cut in three, and a note says so', async () => {
  const folder = temporaryFolder();
  await imageFolder(join(folder, 'manual', 'rock_paper_scissors'), HANDS);
  const dataset = await openDataset('rock_paper_scissors', options(folder));
  expect(dataset.defaultSplits).toEqual({
    train: 'train[:70%]',
    validation: 'train[70%:85%]',
    test: 'train[85%:]',
  });
  expect(dataset.info.notes.at(-1)).toMatch(/no test split of its own/);
  const uses = Object.values(dataset.defaultSplits).map((expression) => dataset.splitUse(expression));
  expect(uses.map(({ numExamples }) => numExamples)).toEqual([6, 2, 1]);
  const together = uses.flatMap(({ labels }) => Object.entries(labels));
  expect(together.filter(([label]) => label === 'rock').reduce((sum, [, count]) => sum + count, 0)).toBe(3);
});

test('folders that are no data set are one clear error that names the place', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'manual', 'rock_paper_scissors');
  const open = () => openDataset('rock_paper_scissors', options(folder));
  await imageFolder(root, ['rock', 'paper', 'lizard']);
  await expect(open()).rejects.toThrow(
    `${root}: ${join('train', 'lizard', '0.png')} lies in no label's folder`,
  );
  rmSync(join(root, 'train', 'lizard'), { recursive: true });
  await expect(open()).rejects.toThrow(`${root}: there are no training images of scissors.`);
  mkdirSync(join(root, 'train', 'scissors'));
  await expect(open()).rejects.toThrow(
    `${join(root, 'train', 'scissors')}: the folder holds no JPEG or PNG.`,
  );
  writeFileSync(join(root, 'train', 'scissors', '1.png'), '');
  await expect(open()).rejects.toThrow(`${join(root, 'train', 'scissors', '1.png')}: the file is empty.`);
});

test('a corrupt JPEG is one error that names its file, and nothing is cached', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'manual', 'rock_paper_scissors');
  await imageFolder(root, HANDS);
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#a50' } })
    .jpeg()
    .toBuffer();
  const file = join(root, 'train', 'rock', 'broken.jpg');
  writeFileSync(file, jpeg.subarray(0, jpeg.length - 60));
  const dataset = await openDataset('rock_paper_scissors', options(folder));
  await expect(dataset.loadImages('train', { imageSize: 16 })).rejects.toMatchObject({
    ...{ code: 'image-corrupt', message: expect.stringContaining(file) },
  });
  expect(existsSync(join(folder, 'cache', 'decoded'))).toBe(false);
  writeFileSync(file, 'no image at all');
  const again = await openDataset('rock_paper_scissors', options(folder));
  await expect(again.loadImages('train', { imageSize: 16 })).rejects.toThrow(file);
});

test('decoded images come from the cache the second time, and anew when a file has changed', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'manual', 'rock_paper_scissors');
  await imageFolder(root, HANDS);
  const events: DataProgress[] = [];
  const at = options(folder, { onProgress: (event) => events.push(event) });
  const load = async () =>
    (await openDataset('rock_paper_scissors', at)).loadImages('train', { imageSize: 8 });
  const first = await load();
  expect(events.findLast(({ kind }) => kind === 'decode')).toMatchObject({ done: 9, total: 9 });
  events.length = 0;
  const second = await load();
  expect(events).toEqual([]);
  expect(Buffer.from(second.images).equals(Buffer.from(first.images))).toBe(true);
  writeFileSync(join(root, 'train', 'rock', '0.png'), readFileSync(join(root, 'train', 'paper', '0.png')));
  const third = await load();
  expect(events.some(({ kind }) => kind === 'decode')).toBe(true);
  expect(Buffer.from(third.images).equals(Buffer.from(first.images))).toBe(false);
});

test('a cache that cannot be written is a warning, the images are there all the same', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'cache'), 'a file, not a folder');
  const events: DataProgress[] = [];
  const at = options(folder, { source: 'stand-in', onProgress: (event) => events.push(event) });
  await imageFolder(join(folder, 'manual', 'rock_paper_scissors'), HANDS);
  const dataset = await openDataset('rock_paper_scissors', { ...at, source: 'manual' });
  expect((await dataset.loadImages('train[:4]', { imageSize: 8 })).numExamples).toBe(4);
  expect(events.filter(({ kind }) => kind === 'warning').length).toBe(2);
});

test('a damaged shard is an error that names it', async () => {
  const folder = temporaryFolder();
  const at = options(folder);
  mkdirSync(at.manualDir!);
  const { builder } = await makeOriginals(at.manualDir!, 'rock_paper_scissors', 2);
  await openBuilder(builder, at);
  const shard = join(
    at.dataDir!,
    'rock_paper_scissors',
    '3.0.0',
    'rock_paper_scissors-train.tfrecord-00000-of-00001',
  );
  const whole = readFileSync(shard);
  truncateSync(shard, whole.length - 5);
  await expect(openBuilder(builder, at)).rejects.toThrow(`${shard}: cut off: the record at byte`);
  rmSync(shard);
  await expect(openBuilder(builder, at)).rejects.toThrow(`${shard}: this shard is missing.`);
  writeFileSync(shard, whole);
  expect((await openBuilder(builder, at)).info.source).toBe('prepared');
});

test.skipIf(!sharedData)('the real photos are read where they lie, in the order of TFDS', async () => {
  const folder = temporaryFolder();
  const at = options(folder, { manualDir: join(sharedData!, 'real') });
  const dataset = await openDataset('tf_flowers', at);
  expect(dataset.info.labels).toEqual(['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses']);
  expect(dataset.splitUse('train').numExamples).toBe(2969);
  const { keys } = await dataset.loadImages('train[:40]', { imageSize: 8 });
  const order = readFileSync(
    join(sharedData!, 'tfds_order', 'tfds_order.tf_flowers.train.txt'),
    'utf8',
  ).split('\n');
  const positions = keys.map((key) => order.indexOf(key));
  expect(positions.every((position, i) => position >= 0 && position > (positions[i - 1] ?? -1))).toBe(true);
});

test.skipIf(!sharedData)(
  'prepared folders are read in each metadata dialect; absent shards are named',
  async () => {
    const folder = temporaryFolder();
    for (const dialect of ['rajuzumaki2207', 'tfds_metadata']) {
      const at = options(folder, {
        dataDir: join(sharedData!, 'tfds_prepared', dialect),
        source: 'prepared',
      });
      const opened = openDataset('rock_paper_scissors', at);
      await expect(opened).rejects.toThrow(dialect === 'tfds_metadata' ? /array_record/ : /shard is missing/);
    }
    const copy = join(folder, 'data', 'rock_paper_scissors', '3.0.0');
    cpSync(join(sharedData!, 'tfds_prepared', 'rajuzumaki2207', 'rock_paper_scissors', '3.0.0'), copy, {
      recursive: true,
    });
    await expect(openDataset('rock_paper_scissors', options(folder))).rejects.toMatchObject({
      code: 'prepared-invalid',
    });
  },
);
