import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defineDataset } from './define-dataset.js';
import { openBuilder } from './open-dataset.js';
import { packZip } from './testing/make-originals.js';
import { temporaryFolder } from './testing/temporary-folder.js';

async function leaves(splits: readonly string[], labels = ['Oak', 'ash', 'elm']): Promise<string> {
  const root = join(temporaryFolder(), 'leaves');
  for (const [at, split] of splits.entries())
    for (const label of labels) {
      mkdirSync(join(root, split, label), { recursive: true });
      for (let i = 0; i < 4; i++)
        await sharp({ create: { width: 10 + i, height: 8 + at, channels: 3, background: '#284' } })
          .png()
          .toFile(join(root, split, label, `${i}.png`));
    }
  return root;
}

const options = () => {
  const folder = temporaryFolder();
  return { dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache'), manualDir: folder };
};

test('a folder by split and label is a data set, its labels found and sorted as Python sorts them', async () => {
  const folder = await leaves(['train', 'val', 'test']);
  const builder = defineDataset({ name: 'leaves', folder: pathToFileURL(folder) });
  const { info, defaultSplits, loadImages } = await openBuilder(builder, options());
  expect([info.name, info.source, info.labels]).toEqual(['leaves', 'manual', ['Oak', 'ash', 'elm']]);
  expect(Object.entries(info.splits).map(([name, { numExamples }]) => [name, numExamples])).toEqual([
    ...[
      ['train', 12],
      ['test', 12],
      ['val', 12],
    ],
  ]);
  expect(defaultSplits).toEqual({ train: 'train', validation: 'val', test: 'test' });
  const { keys, labels } = await loadImages('val', { imageSize: 4 });
  for (const [i, key] of keys.entries()) expect(key.split('/')[1]).toBe(info.labels[labels[i]!]);
});

test('a folder by label alone is all train, and is cut in three', async () => {
  const builder = defineDataset({ name: 'leaves', folder: await leaves(['']) });
  const dataset = await openBuilder(builder, options());
  expect(Object.keys(dataset.info.splits)).toEqual(['train']);
  const { train, validation, test } = dataset.defaultSplits;
  expect([train, validation, test].map((split) => dataset.splitUse(split).numExamples)).toEqual([8, 2, 2]);
});

test('archives are prepared as those of the built-in data sets', async () => {
  const folder = await leaves(['train']);
  const at = options();
  mkdirSync(at.manualDir, { recursive: true });
  const members = Object.fromEntries(
    ['Oak', 'ash'].flatMap((label) =>
      [0, 1].map((i) => [`photos/${label}/${i}.png`, readFileSync(join(folder, 'train', label, `${i}.png`))]),
    ),
  );
  const file = join(at.manualDir, 'leaves.zip');
  packZip(file, members);
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const archive = { file: 'leaves.zip', url: 'http://127.0.0.1:9/leaves.zip', bytes: bytes.length, sha256 };
  const builder = defineDataset({
    ...{ name: 'leaves', labels: ['Oak', 'ash'], archives: [{ ...archive, split: 'train' }] },
  });
  const { info } = await openBuilder(builder, at);
  expect(info.splits.train).toMatchObject({ numExamples: 4, labels: { Oak: 2, ash: 2 } });
  const misspelt = defineDataset({
    ...{ name: 'misspelt', labels: ['oak', 'ash'], archives: [{ ...archive, split: 'train' }] },
  });
  await expect(openBuilder(misspelt, at)).rejects.toThrow(
    /member "photos\/Oak\/\d\.png" has no label of misspelt/,
  );
  rmSync(file);
  expect((await openBuilder(builder, at)).info.source).toBe('prepared');
  rmSync(join(at.dataDir, 'leaves'), { recursive: true });
  await expect(openBuilder(builder, at)).rejects.toMatchObject({ code: 'host-unreachable' });
});

test('a definition that makes no data set is one clear error', async () => {
  const folder = await leaves(['train']);
  const define = (more: object) => () => defineDataset({ name: 'leaves', folder, ...more });
  expect(define({ name: 'My Leaves' })).toThrow('Data set "My Leaves": this is no name.');
  expect(define({ name: 'tf_flowers' })).toThrow("it is Teamnet's own");
  expect(define({ folder: undefined })).toThrow('it needs either a folder or archives');
  expect(define({ licence: 'CC0' })).toThrow('"licence" is no field of it.');
  const archives = [{ file: 'leaves.zip', url: 'http://127.0.0.1:9/leaves.zip', bytes: 9, sha256: 'ab' }];
  expect(define({ folder: undefined, archives })).toThrow('archives[0].split is no string.');
  expect(define({ labels: ['Oak', 'Oak'] })).toThrow('labels Oak, Oak');
  expect(define({ folder: join(folder, 'nowhere') })).toThrow('nowhere: cannot be read');
  writeFileSync(join(folder, 'train', 'loose.png'), readFileSync(join(folder, 'train', 'elm', '0.png')));
  expect(define({})).toThrow('does not lie where the other images');
  rmSync(join(folder, 'train', 'loose.png'));
  cpSync(join(folder, 'train'), join(folder, 'Test Set'), { recursive: true });
  expect(define({})).toThrow('"Test Set" is no name of a split');
  rmSync(join(folder, 'Test Set'), { recursive: true });
  await expect(openBuilder(define({ labels: ['Oak', 'ash'] })(), options())).rejects.toThrow(
    "lies in no label's folder of leaves",
  );
  await expect(openBuilder(define({})(), { ...options(), source: 'stand-in' })).rejects.toMatchObject({
    code: 'source-missing',
  });
});
