import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResizeSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defineDataset } from '../define-dataset.js';
import { DatasetUnknownError, SplitInvalidError } from '../errors.js';
import { openBuilder } from '../open-dataset.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { builder } from './builder.js';
import { load } from './load.js';
import { SkipDecoding } from './skip-decoding.js';

/** 12 training and 6 test images; those of a label have one colour and several widths. */
async function shapes() {
  const root = temporaryFolder();
  for (const [split, count] of [
    ['train', 6],
    ['test', 3],
  ] as const)
    for (const [label, background] of [
      ['disc', '#ff0000'],
      ['square', '#0000ff'],
    ] as const) {
      mkdirSync(join(root, split, label), { recursive: true });
      for (let i = 0; i < count; i++)
        await sharp({ create: { width: 5 + i, height: 4, channels: 3, background } })
          .png()
          .toFile(join(root, split, label, `${i}.png`));
    }
  return defineDataset({ name: 'shapes', folder: root });
}

test('elements are images of their own size and labels, the same records in the same order as keys say', async () => {
  const { dataset, info } = await load(await shapes(), {
    ...{ split: 'train', withInfo: true, readConfig: { addTfdsId: true } },
  });
  expect(info.splits.train!.numExamples).toBe(12);
  const elements = await dataset.toArray();
  expect(elements.length).toBe(12);
  for (const { image, label, tfds_id } of elements) {
    const [, name, file] = tfds_id.split('/');
    expect([image.dtype, label.dtype, info.labels[label.dataSync()[0]!]]).toEqual(['int32', 'int32', name]);
    expect(image.shape).toEqual([4, 5 + Number.parseInt(file!, 10), 3]);
    expect([...image.dataSync().slice(0, 3)]).toEqual(name === 'disc' ? [255, 0, 0] : [0, 0, 255]);
  }
});

test('splits come back in the structure in which they were asked for', async () => {
  const shape = await shapes();
  const all = await load(shape);
  expect(Object.keys(all)).toEqual(['train', 'test']);
  const [first, rest] = await load(shape, {
    split: ['train[:25%]', { split: 'train', from: 25, unit: '%' }],
  });
  expect([(await first.toArray()).length, (await rest.toArray()).length]).toEqual([3, 9]);
  const { a } = await load(shape, { split: { a: 'test' } });
  expect((await a.toArray()).length).toBe(6);
});

test('batches are of one size, the last smaller; without imageSize images of several sizes are one error', async () => {
  const shape = await shapes();
  const pairs = await load(shape, { split: 'train', batchSize: 5, imageSize: 8, asSupervised: true });
  const shapesOf: number[][] = [];
  await pairs.forEachAsync(([image, label]) => {
    shapesOf.push([...image.shape, ...label.shape]);
  });
  expect(shapesOf).toEqual([
    [5, 8, 8, 3, 5],
    [5, 8, 8, 3, 5],
    [2, 8, 8, 3, 2],
  ]);
  const ragged = await load(shape, { split: 'train', batchSize: 5 });
  await expect(ragged.toArray()).rejects.toMatchObject({ code: 'load-option-invalid' });
});

test('files are shuffled by the seed, anew in each pass, and each record comes once', async () => {
  const shape = await shapes();
  const ids = async (readConfig: object) => {
    const dataset = await load(shape, {
      ...{ split: 'train', shuffleFiles: true, readConfig: { addTfdsId: true, ...readConfig } },
    });
    const pass = async () => (await dataset.toArray()).map(({ tfds_id }) => tfds_id).join(' ');
    return [await pass(), await pass()];
  };
  const [first, second] = await ids({ shuffleSeed: 3 });
  expect(new Set(first!.split(' ')).size).toBe(12);
  expect(second).not.toBe(first);
  expect(await ids({ shuffleSeed: 3 })).toEqual([first, second]);
  expect(await ids({ shuffleSeed: 3, shuffleReshuffleEachIteration: false })).toEqual([first, first]);
});

test('the first element is there before the last image, which is broken, is read; its error names it', async () => {
  const shape = await shapes();
  const ready = await builder(shape).downloadAndPrepare();
  const { rows } = await ready.toTable('train');
  const { writeFileSync } = await import('node:fs');
  const last = join(shape.folder!, rows.at(-1)!.id);
  writeFileSync(last, 'no image');
  const ids: string[] = [];
  const read = async () => {
    for await (const { id } of ready.asExamples('train')) ids.push(id);
  };
  await expect(read()).rejects.toThrow(last);
  expect(ids).toEqual(rows.slice(0, -1).map(({ id }) => id));
});

test('a builder knows its info at once and its examples after downloadAndPrepare', async () => {
  const shape = await shapes();
  const fresh = builder(shape);
  expect(fresh.info).toMatchObject({ fullName: 'shapes/1.0.0', labels: ['disc', 'square'], splits: {} });
  expect(() => fresh.asDataset({ split: 'train' })).toThrow('shapes has not been made ready.');
  const ready = await fresh.downloadAndPrepare();
  const before = tf.memory().numTensors;
  const examples = [];
  for await (const example of ready.asExamples('test', { imageSize: 2 })) examples.push(example);
  expect(tf.memory().numTensors).toBe(before);
  expect(examples.map(({ shape, image }) => [...shape!, image.length])).toEqual(
    new Array(6).fill([2, 2, 3, 12]),
  );
  const table = await ready.toTable('test', 2);
  expect(table.rows.map(({ id }) => id)).toEqual(examples.slice(0, 2).map(({ id }) => id));
  expect(String(table).split('\n')[0]).toMatch(/^id +label +width +height +bytes$/);
  const { format } = await sharp(await ready.showExamples('test', 4)).metadata();
  expect(format).toBe('png');
});

test('SkipDecoding gives the bytes of the files', async () => {
  const dataset = await load(await shapes(), { split: 'test', decoders: { image: SkipDecoding } });
  for (const { image, label } of await dataset.toArray()) {
    const { format } = await sharp(image).metadata();
    expect([format, label.shape]).toEqual(['png', []]);
  }
});

test('what means nothing here is refused before anything is read', async () => {
  const shape = await shapes();
  const withOption = (more: object) => load(shape, { split: 'train', ...more });
  for (const [more, message] of [
    [{ readConfig: { tryAutocache: true } }, 'readConfig.tryAutocache: it means nothing in Teamnet.'],
    [{ readConfig: { interleaveCycleLength: 16 } }, 'interleaveCycleLength: it is 16'],
    [{ batchSize: -1 }, 'batchSize: it is -1.'],
    [{ decoders: { label: SkipDecoding } }, 'decoders.label: there is no such decoder.'],
    [
      { decoders: { image: SkipDecoding }, imageSize: 8 },
      'imageSize: an image that is not decoded has none.',
    ],
    [{ asSupervised: true, readConfig: { addTfdsId: true } }, '[image, label] has no place for it.'],
  ] as const)
    await expect(withOption(more)).rejects.toThrow(message);
  await expect(load(shape, { split: 'validation' })).rejects.toThrow(SplitInvalidError);
  await expect(load('mnist')).rejects.toMatchObject({ code: 'dataset-unknown' });
});

test('resize keeps the aspect ratio as loadImages does, and stretches when left out', async () => {
  const shape = await shapes();
  const images = async (resize?: ResizeSettings) => {
    const dataset = await load(shape, { split: 'train[:3]', imageSize: 4, asSupervised: true, resize });
    return (await dataset.toArray()).map(([image]) => Uint8Array.from(image.dataSync()));
  };
  const opened = await openBuilder(shape, { cacheDir: temporaryFolder() });
  for (const resize of [
    undefined,
    { aspectRatio: 'pad' },
    { aspectRatio: 'crop', antialias: false },
  ] as const) {
    const expected = await opened.loadImages('train[:3]', { imageSize: 4, resize, limit: 3 });
    expect(await images(resize)).toEqual([0, 1, 2].map((index) => expected.image(index)));
  }
  expect(await images({ aspectRatio: 'pad' })).not.toEqual(await images());
});

test('what is no option, no value of one, no split or no data set is refused before anything is made ready', async () => {
  const none = { source: 'prepared', dataDir: temporaryFolder() } as const;
  const wrong = [
    [{ batchsize: 3 }, 'batchsize: there is no such option.', 'Write batchSize.'],
    [{ as_supervised: true }, 'as_supervised: there is no such option.', 'Write asSupervised.'],
    [{ download: false }, 'download: there is no such option.', "source: 'prepared'"],
    [{ resize: { aspectRatio: 'pad' } }, 'resize: without imageSize', 'Give imageSize'],
    [
      { imageSize: 8, resize: { aspectRatio: 'fit' } },
      'resize.aspectRatio: it is fit.',
      'stretch, crop, pad',
    ],
    [{ imageSize: 8, resize: { method: 'nearest' } }, 'resize.method: there is no', 'aspectRatio, antialias'],
    [{ batchSize: 0 }, 'batchSize: it is 0.', 'an integer from 1 up'],
  ] as const;
  for (const [options, message, remedy] of wrong)
    await expect(load('tf_flowers', { ...none, ...(options as object) })).rejects.toMatchObject({
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  for (const split of ['train[:80', ['train', 'train[:1e3]']] as const)
    await expect(load('tf_flowers', { ...none, split })).rejects.toThrow(SplitInvalidError);
  await expect(load(undefined as unknown as string)).rejects.toThrow(DatasetUnknownError);
  const shape = await shapes();
  for (const split of [5, true, ['train', 5], { a: { from: 1 } }])
    await expect(load(shape, { split: split as unknown as string })).rejects.toThrow(SplitInvalidError);
});

test('a name may have its version, as TFDS writes it', () => {
  for (const name of ['tf_flowers', 'tf_flowers:3.0.1', 'tf_flowers:3.*.*'])
    expect(builder(name).info.fullName).toBe('tf_flowers/3.0.1');
  for (const name of ['tf_flowers:2.0.0', 'tf_flowers:3', 'tf_flowers:', 'tf_flowers:3.0.1:3.0.1'])
    expect(() => builder(name)).toThrow(DatasetUnknownError);
});
