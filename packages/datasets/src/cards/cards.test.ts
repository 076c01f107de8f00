import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openBuilder, openDataset } from '../open-dataset.js';
import { makeOriginals } from '../testing/make-originals.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { frameRecord } from '../tfrecord/frame-record.js';
import { describeDataset } from './describe-dataset.js';
import { listDatasets } from './list-datasets.js';
import { removeDataset } from './remove-dataset.js';
import { showExamples } from './show-examples.js';
import { verifyDataset } from './verify-dataset.js';

async function preparedFlowers() {
  const folder = temporaryFolder();
  const at = {
    dataDir: join(folder, 'data'),
    cacheDir: join(folder, 'cache'),
    manualDir: join(folder, 'manual'),
  };
  mkdirSync(at.manualDir);
  const { builder } = await makeOriginals(at.manualDir, 'tf_flowers', 2);
  return { at, dataset: await openBuilder(builder, at) };
}
const SHARD = 'tf_flowers-train.tfrecord-00000-of-00001';

test('the data card is plain JSON with splits, labels and default splits', async () => {
  const { dataset } = await preparedFlowers();
  const card = await describeDataset(dataset);
  expect(JSON.parse(JSON.stringify(card))).toEqual(card);
  expect(card).toMatchObject({
    ...{ name: 'tf_flowers', version: '3.0.1', source: 'manual' },
    splits: {
      train: { numExamples: 10, labels: { dandelion: 2, daisy: 2, tulips: 2, sunflowers: 2, roses: 2 } },
    },
    survey: { imageSizes: { smallest: [24, 20], median: [24, 20], largest: [25, 20] }, unreadable: 0 },
    defaultSplits: { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' },
  });
  expect(Object.keys(card.splits.train!.labels)).toEqual([
    'dandelion',
    'daisy',
    'tulips',
    'sunflowers',
    'roses',
  ]);
});

test('the list says what lies here, without opening anything', async () => {
  const { at } = await preparedFlowers();
  const listed = listDatasets(at).map(({ name, prepared, manual, numExamples }) => [
    ...[name, prepared, manual, numExamples],
  ]);
  expect(listed).toEqual([
    ['rock_paper_scissors', null, null, null],
    ['tf_flowers', join(at.dataDir, 'tf_flowers', '3.0.1'), at.manualDir, 10],
  ]);
});

test('verifying names every image that is no whole one, and past a warm cache a flipped byte', async () => {
  const { at } = await preparedFlowers();
  const shard = join(at.dataDir, 'tf_flowers', '3.0.1', SHARD);
  const whole = readFileSync(shard);
  expect(await verifyDataset('tf_flowers', at)).toMatchObject({
    source: 'prepared',
    numExamples: 10,
    problems: [],
  });
  const length = Number(whole.readBigUInt64LE(0));
  const record = Buffer.from(whole.subarray(12, 12 + length));
  record.fill(0, length - 150, length - 100);
  writeFileSync(shard, Buffer.concat([frameRecord(record), whole.subarray(16 + length)]));
  const { problems } = await verifyDataset('tf_flowers', at);
  expect(problems).toEqual([expect.stringContaining(`${shard}, record 0 at byte 0 (train, shard 0 of 1): `)]);
  whole[whole.length - 10]! ^= 1;
  writeFileSync(shard, whole);
  const again = await verifyDataset('tf_flowers', at);
  expect(again.problems).toEqual([expect.stringContaining(`${shard}, record 9 at byte `)]);
  expect(again.problems[0]).toContain('is damaged: wrong checksum');
});

test('removing takes the prepared data and its caches away and leaves the manual folder', async () => {
  const { at, dataset } = await preparedFlowers();
  await dataset.loadImages('train', { imageSize: 8 });
  const removed = await removeDataset('tf_flowers', at);
  expect(removed.length).toBe(2);
  expect(removed.some((path) => existsSync(path))).toBe(false);
  expect(readdirSync(join(at.dataDir, 'tf_flowers'))).toEqual([]);
  expect(existsSync(join(at.manualDir, 'flower_photos.tgz'))).toBe(true);
  expect(await removeDataset('tf_flowers', at)).toEqual([]);
});

/** The darkest value below the first picture, in some rows of a sheet. */
async function darkest(sheet: Buffer, top: number, height: number): Promise<number> {
  const rows = sharp(sheet).extract({ left: 6, top, width: 128, height });
  return Math.min(...(await rows.raw().toBuffer()));
}

test('a contact sheet shows the first examples', async () => {
  const cacheDir = temporaryFolder();
  const dataset = await openDataset('tf_flowers', { source: 'stand-in', cacheDir });
  const sheet = await showExamples(dataset, 'train[10:]', 6);
  const { format, width, height } = await sharp(sheet).metadata();
  expect([format, width, height]).toEqual(['png', 3 * 134 + 6, 2 * 152 + 6 + 18]);
  const { data } = await sharp(sheet)
    .extract({ left: 6, top: 6, width: 128, height: 128 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const first = await dataset.loadImages('train[10:11]', { imageSize: 128 });
  expect(data.equals(Buffer.from(first.image(0)))).toBe(true);
  // The caption's letters are there.
  expect(await darkest(sheet, 134, 18)).toBeLessThan(150);
  // And those that say, at the foot, that this was drawn.
  expect(await darkest(sheet, 310, 18)).toBeLessThan(150);
});

test('a contact sheet has a line for photographers only where there are several', async () => {
  const dataset = await openDataset('tf_flowers', { source: 'stand-in', cacheDir: temporaryFolder() });
  const info = { source: 'manual', license: 'CC BY 2.0' } as const;
  const sheet = async (creditOf: (key: string) => { photographer: string } | undefined) => {
    const drawn = await showExamples({ ...dataset, creditOf, info }, 'train', 6);
    const { height } = await sharp(drawn).metadata();
    return [height, (await darkest(drawn, 153, 5)) < 150];
  };
  const one = 2 * 152 + 6 + 18;
  expect(await sheet(() => ({ photographer: 'Ann & Bo <3' }))).toEqual([one, false]);
  expect(await sheet(() => undefined)).toEqual([one, false]);
  expect(await sheet((key) => ({ photographer: `夏爱克 of ${key}` }))).toEqual([one + 2 * 18, true]);
});

test('a contact sheet as SVG has the same pixels, its captions as text, and fuller rows', async () => {
  const dataset = await openDataset('tf_flowers', { source: 'stand-in', cacheDir: temporaryFolder() });
  const svg = await showExamples(dataset, 'train', 16, 'svg');
  const text = svg.toString();
  const first = await dataset.loadImages('train[:1]', { imageSize: 128 });
  const [, png] = /href="data:image\/png;base64,([^"]+)"/.exec(text)!;
  const pixels = await sharp(Buffer.from(png!, 'base64')).raw().toBuffer();
  expect(pixels.equals(Buffer.from(first.image(0)))).toBe(true);
  expect(text).toContain(`>${first.labelNames[first.labels[0]!]}</text>`);
  const sizes = [svg, await showExamples(dataset, 'train', 16)].map(async (sheet) => {
    const { format, width, height } = await sharp(sheet).metadata();
    return [format, width, height];
  });
  const size = [4 * 134 + 6, 4 * 152 + 6 + 18];
  expect(await Promise.all(sizes)).toEqual([
    ['svg', ...size],
    ['png', ...size],
  ]);
});
