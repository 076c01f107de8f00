import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { tfFlowers } from '../builders/tf-flowers.js';
import { openBuilder, openDataset } from '../open-dataset.js';
import { makeOriginals } from '../testing/make-originals.js';
import { packFlowers } from '../testing/pack-flowers.js';
import { sharedData } from '../testing/shared-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { CREDITS_FILE, readCredits } from './credits-file.js';
import { parseCredits } from './parse-credits.js';

const NOTICE = `All images in this archive are licensed under the Creative Commons By-Attribution License:
https://creativecommons.org/licenses/by/2.0/

daisy/daisy0.jpg CC-BY by Ann  Lee - https://photos.example/ann/1/
daisy/daisy1.jpg CC-BY by Bo | http://bo.example/ | gone - https://photos.example/bo/2/
roses/roses0.jpg CC-BY https://photos.example/ann/ - by Ann Lee
roses/not-packed.jpg CC-BY by Cy\tLi - https://photos.example/cy/3/
tulips/tulips0.jpg Public domain
`;

test('both kinds of lines are read, and lines of another kind name nobody', () => {
  const read = parseCredits(NOTICE.replaceAll('\n', '\r\n'));
  expect(Object.fromEntries(read)).toEqual({
    'daisy/daisy0.jpg': { photographer: 'Ann Lee', url: 'https://photos.example/ann/1/' },
    'daisy/daisy1.jpg': {
      photographer: 'Bo | http://bo.example/ | gone',
      url: 'https://photos.example/bo/2/',
    },
    'roses/roses0.jpg': { photographer: 'Ann Lee', url: 'https://photos.example/ann/' },
    'roses/not-packed.jpg': { photographer: 'Cy Li', url: 'https://photos.example/cy/3/' },
  });
});

test.skipIf(!sharedData)('the LICENSE.txt of tf_flowers names the photographer of each of its photos', () => {
  const credits = parseCredits(readFileSync(join(sharedData!, 'tf_flowers.LICENSE.txt'), 'utf8'));
  const photos = readFileSync(join(sharedData!, 'tfds_order', 'tfds_order.tf_flowers.train.txt'), 'utf8');
  expect([...credits.keys()].sort()).toEqual(photos.trim().split('\n').sort());
});

async function prepared(notice = NOTICE) {
  const folder = temporaryFolder();
  const builder = await packFlowers(folder, notice);
  const at = { dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache'), manualDir: folder };
  const dataset = await openBuilder(builder, at);
  return { builder, at, dataset, version: join(at.dataDir, 'tf_flowers', '3.0.1') };
}

test('preparing keeps the notice as it is and says of each record who made its photo', async () => {
  const { dataset, version } = await prepared();
  expect(readFileSync(join(version, 'LICENSE.txt'), 'utf8')).toBe(NOTICE);
  expect(dataset.info.credits).toEqual({ photos: 3, photographers: 2 });
  // The one photo of each colour: the credit belongs to the picture, not just to a line.
  const { keys, labels } = await dataset.loadImages('train', { imageSize: 4 });
  const named = keys.map((key, index) => [dataset.info.labels[labels[index]!], dataset.creditOf(key)?.url]);
  expect(named.filter(([, url]) => url).sort()).toEqual([
    ['daisy', 'https://photos.example/ann/1/'],
    ['daisy', 'https://photos.example/bo/2/'],
    ['roses', 'https://photos.example/ann/'],
  ]);
  const lines = readFileSync(join(version, CREDITS_FILE), 'utf8').trim().split('\n');
  for (const line of lines.slice(1)) {
    const [tfdsId, photo, , url] = line.split('\t');
    expect(dataset.creditOf(tfdsId!)!.url).toBe(url);
    const from = Number(tfdsId!.split('__')[1]);
    const image = await dataset.loadImages({ split: 'train', from, to: from + 1 }, { imageSize: 4 });
    expect(image.labelNames[image.labels[0]!]).toBe(photo!.split('/')[0]);
  }
});

test('data that Python prepared, without a notice beside it, name nobody', async () => {
  const { builder, at, version } = await prepared();
  for (const file of ['LICENSE.txt', CREDITS_FILE]) rmSync(join(version, file));
  const again = await openBuilder(builder, { ...at, source: 'prepared' });
  expect(again.info.credits).toBeUndefined();
  const folder = temporaryFolder();
  const plain = await openBuilder(await packFlowers(folder, null), {
    ...{ dataDir: join(folder, 'data'), cacheDir: folder, manualDir: folder },
  });
  expect(plain.info.credits).toBeUndefined();
  expect(readdirSync(join(folder, 'data', 'tf_flowers', '3.0.1'))).not.toContain(CREDITS_FILE);
});

test('a notice that is put beside data of Python names each photo by TFDS’ order, and nobody where it does not fit', async () => {
  const photos = tfFlowers.labels.flatMap((label) => [`${label}/${label}0.jpg`, `${label}/${label}1.jpg`]);
  const notice = (names: readonly string[]) =>
    names.map((name) => `${name} CC-BY by maker of ${name} - https://photos.example/${name}\n`).join('');
  const { builder, at, dataset, version } = await prepared(notice(photos));
  const { keys } = await dataset.loadImages('train', { imageSize: 4 });
  const makers = keys.map((key) => dataset.creditOf(key));
  expect(new Set(makers.map((maker) => maker!.photo)).size).toBe(10);
  rmSync(join(version, CREDITS_FILE));
  const again = await openBuilder(builder, at);
  expect(keys.map((key) => again.creditOf(key))).toEqual(makers);
  const moved = photos.map((name) => name.replace('roses/roses1', 'tulips/roses1'));
  for (const unfit of [photos.slice(1), [...photos, 'roses/more.jpg'], moved]) {
    writeFileSync(join(version, 'LICENSE.txt'), notice(unfit));
    expect((await openBuilder(builder, at)).info.credits).toBeUndefined();
  }
});

test('a damaged list of credits is told of, and the photos are used all the same', async () => {
  const { builder, at, version } = await prepared();
  const file = join(version, CREDITS_FILE);
  writeFileSync(file, readFileSync(file, 'utf8').replace('\tAnn Lee\t', '\t\t'));
  expect(() => readCredits(version)).toThrow(/CREDITS\.tsv: its line \d is no credit/);
  const warnings: string[] = [];
  const { info } = await openBuilder(builder, {
    ...at,
    onProgress: (progress) => progress.kind === 'warning' && warnings.push(progress.message),
  });
  expect([info.splits.train!.numExamples, info.credits]).toEqual([10, undefined]);
  expect(warnings).toEqual([expect.stringContaining(`${file}: its line`)]);
});

test('the notice is found in a folder that the archive was unpacked into, also a level deeper', async () => {
  for (const place of ['.', 'flower_photos']) {
    const manualDir = temporaryFolder();
    const top = join(manualDir, 'tf_flowers');
    for (const label of tfFlowers.labels) {
      mkdirSync(join(top, 'flower_photos', label), { recursive: true });
      const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
        .jpeg()
        .toBuffer();
      writeFileSync(join(top, 'flower_photos', label, `${label}0.jpg`), png);
    }
    writeFileSync(join(top, place, 'LICENSE.txt'), NOTICE);
    const dataset = await openDataset('tf_flowers', {
      ...{ manualDir, cacheDir: temporaryFolder(), dataDir: temporaryFolder(), source: 'manual' },
    });
    expect(dataset.info.credits).toEqual({ photos: 2, photographers: 1 });
    expect(dataset.creditOf('roses/roses0.jpg')?.photographer).toBe('Ann Lee');
    expect(dataset.creditOf('tulips/tulips0.jpg')).toBeUndefined();
  }
});

test('one photographer made all hands, and nobody the drawn ones', async () => {
  const folder = temporaryFolder();
  const drawn = await openDataset('rock_paper_scissors', { source: 'stand-in', cacheDir: folder });
  expect([drawn.info.credits, drawn.creditOf('rps/rock/rock01-000.png')]).toEqual([undefined, undefined]);
  const top = join(folder, 'rock_paper_scissors');
  for (const label of drawn.info.labels) {
    mkdirSync(join(top, label), { recursive: true });
    await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toFile(join(top, label, 'a.png'));
  }
  const hands = await openDataset('rock_paper_scissors', {
    ...{ manualDir: folder, cacheDir: folder, dataDir: folder, source: 'manual' },
  });
  expect(hands.info.credits).toEqual({ photos: 3, photographers: 1 });
  expect(hands.creditOf('rps/rock/a.png')?.photographer).toBe('Laurence Moroney');
});

test('prepared photos that are alike are named by their files in the archive, not by their records', async () => {
  const folder = temporaryFolder();
  // Its photos for training and for the test are the same.
  const { builder } = await makeOriginals(folder, 'rock_paper_scissors', 2);
  const at = { dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache'), manualDir: folder };
  const opened = await openBuilder(builder, at);
  const survey = await opened.survey();
  const names = survey!.identical.examples.flatMap(({ first, second }) => [first, second]);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^rps(-test-set)?\/(rock|paper|scissors)\/\w+\.png$/);
  // Where the list is gone, the photographer is known and the names are not.
  rmSync(join(at.dataDir, 'rock_paper_scissors', '3.0.0', CREDITS_FILE));
  const again = await openBuilder(builder, at);
  expect(again.info.credits).toEqual({ photos: 12, photographers: 1 });
  expect((await again.survey())!.identical.examples[0]!.first).toMatch(/^rock_paper_scissors-\w+\.tfrecord-/);
});
