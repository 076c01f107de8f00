import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassRoom } from './support/class-room.js';
import { makePhotos } from './support/make-photos.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());
const env = {
  TEAMNET_SOURCE: 'manual',
  TEAMNET_MANUAL_DIR: room.path('photos'),
  // "data remove" empties it.
  TEAMNET_CACHE_DIR: room.path('cache'),
};
const photos = makePhotos(
  room.path('photos/tf_flowers'),
  ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips'],
  6,
);
const data = async (...args: string[]) => {
  await photos;
  return room.teamnet(['data', ...args], { env });
};

test('info says splits, source and labels in the order of TFDS, as JSON and nothing else', async () => {
  const { code, stdout } = await data('info', 'tf_flowers', '--json');
  expect(code).toBe(0);
  const info = JSON.parse(stdout);
  expect(info).toMatchObject({ name: 'tf_flowers', version: '3.0.1', source: 'manual' });
  expect(info.labels).toEqual(['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses']);
  expect(info.splits.train).toMatchObject({ numExamples: 30, labels: { roses: 6 } });
  expect((await data('info', 'tf_flowers')).stdout).toMatch(/train\s+30/);
});

test('info counts the photos whose photographers LICENSE.txt names, and says where there is none', async () => {
  expect((await data('info', 'tf_flowers')).stdout).toMatch(/^credits: not known; .*LICENSE\.txt/m);
  const notice = 'roses/roses-1.jpg CC-BY by Ann Lee - https://photos.example/ann/1/\n';
  writeFileSync(room.path('photos/tf_flowers/LICENSE.txt'), notice);
  const { stdout } = await data('info', 'tf_flowers');
  expect(stdout).toMatch(/^licence: CC BY 2\.0 .*\ncredits: 1 of 30 photos, by 1 photographer\n/m);
});

test('a folder of images is a data set of its own to each command', async () => {
  const folder = room.path('My Leaves');
  for (const split of ['train', 'test']) await makePhotos(join(folder, split), ['ash', 'elm'], 3);
  const info = JSON.parse((await data('info', folder, '--json')).stdout);
  expect(info).toMatchObject({ name: 'my_leaves', source: 'manual', labels: ['ash', 'elm'] });
  expect(info.splits).toMatchObject({ train: { numExamples: 6 }, test: { numExamples: 6 } });
  truncateSync(join(folder, 'train', 'elm', readdirSync(join(folder, 'train', 'elm'))[0]!), 300);
  const { code, stdout } = await data('verify', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ numExamples: 12, damaged: [{ split: 'train' }] });
});

test('list says what lies on this machine', async () => {
  const { stdout } = await data('list', '--json');
  expect(JSON.parse(stdout)).toMatchObject([
    { name: 'rock_paper_scissors', prepared: null, manual: null },
    { name: 'tf_flowers', prepared: null, manual: room.path('photos/tf_flowers') },
  ]);
});

test('show draws examples with their labels', async () => {
  const file = room.path('examples.png');
  const { code, stdout } = await data('show', 'tf_flowers', '--count', '6', '--out', file, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ file, name: 'tf_flowers', split: 'train', source: 'manual' });
  const { format, width } = await sharp(readFileSync(file)).metadata();
  expect(format).toBe('png');
  expect(width).toBeGreaterThan(300);
});

test('show --augment draws one example as each kind changes it', async () => {
  const file = room.path('augmented.png');
  const kinds = ['--augment', 'rotate:0.3,cutmix', '--count', '3'];
  expect((await data('show', 'tf_flowers', ...kinds, '--out', file)).code).toBe(0);
  // Three rows (two kinds and both together) of the original and three draws.
  const { width, height } = await sharp(readFileSync(file)).metadata();
  expect(width).toBe(4 * 134 + 6);
  expect(height).toBeGreaterThan(3 * 128);
});

test('prepare makes both ready, and notes for turbo which data they are', async () => {
  const { code, stdout } = await data('prepare', 'tf_flowers');
  expect([code, stdout]).toEqual([0, 'tf_flowers 3.0.1: train 30 images, source: manual\n']);
  const noted = JSON.parse(readFileSync(room.path('.outside-turbo/tf_flowers.json'), 'utf8'));
  expect(noted).toMatchObject({ source: 'manual', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('verify finds a damaged image, names it and ends with 1', async () => {
  expect((await data('verify', 'tf_flowers')).stdout).toMatch(/all 30 examples are whole/);
  truncateSync(join(await photos, 'roses', 'roses-2.jpg'), 150);
  const { code, stdout, stderr } = await data('verify', 'tf_flowers');
  expect(code).toBe(1);
  expect(stdout).toMatch(/roses-2\.jpg/);
  expect(stderr).toMatch(/^error: 1 of 30 examples of tf_flowers is damaged\.\n {2}→ .*\n$/);
});

test('remove leaves the manual folder alone', async () => {
  expect((await data('remove', 'tf_flowers', '--json')).code).toBe(0);
  expect(readFileSync(join(await photos, 'roses', 'roses-1.jpg')).length).toBeGreaterThan(0);
});
