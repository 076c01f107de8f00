import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPrepared } from '../sources/open-prepared.js';
import { pickExamples } from '../splits/pick-examples.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { examplesOf, fileParts } from './file-parts.js';
import { shuffledFiles } from './shuffled-files.js';

const ODD_SHARDS = join(import.meta.dirname, '..', 'splits', 'odd-shards', '1.0.0');

/** Shards of several lengths, one of them empty, in a folder of the test's own. */
function oddShards() {
  const folder = join(temporaryFolder(), '1.0.0');
  cpSync(ODD_SHARDS, folder, { recursive: true });
  const labels = readLabels(folder);
  return { folder, store: openPrepared(folder, { labels, cacheDir: temporaryFolder() }) };
}

function readLabels(folder: string): string[] {
  const { featuresDict } = JSON.parse(readFileSync(join(folder, 'features.json'), 'utf8'));
  const count = Number(featuresDict.features.label.classLabel.numClasses);
  return Array.from({ length: count }, (_, index) => String(index));
}

test('what is read as it is asked for is what the indexes of the shards say, whatever the split', async () => {
  const { store } = oddShards();
  const { parts: _, ...indexed } = store;
  for (const split of [
    'all',
    'train',
    'test[1:]+train[:40%]',
    'train[-9:]',
    'train[7:8]',
    'train[1shard:4shard]',
  ]) {
    const [streamed, picked] = [store, indexed].map((from) => [...examplesOf(fileParts(from, split))]);
    expect(streamed!.map(({ key, label }) => [key, label])).toEqual(
      picked!.map(({ key, label }) => [key, label]),
    );
    expect(streamed!.map((example) => example.where())).toEqual(picked!.map((example) => example.where()));
    const bytes = (examples: typeof streamed) => Promise.all(examples!.map((example) => example.read()));
    expect(await bytes(streamed)).toEqual(await bytes(picked));
    const shuffled = [store, indexed].map((from) =>
      [...examplesOf(shuffledFiles(fileParts(from, split), 5, 1))].map(({ key }) => key),
    );
    expect(shuffled[0]).toEqual(shuffled[1]);
  }
  expect(pickExamples(store, 'all').length).toBeGreaterThan(100);
});

test('only as many examples are read as are asked for, and none before', () => {
  const { folder, store } = oddShards();
  const shard = pickExamples(store, 'train').at(-1)!;
  const whole = readFileSync(shard.file);
  whole[shard.offset + 20]! ^= 1;
  writeFileSync(shard.file, whole);
  const fresh = openPrepared(folder, { labels: readLabels(folder), cacheDir: temporaryFolder() });
  const all = pickExamples(store, 'train').length;
  const parts = fileParts(fresh, 'train');
  expect([...examplesOf(parts, all - 1)].length).toBe(all - 1);
  expect([...examplesOf(parts, 0)].length).toBe(0);
  expect(() => [...examplesOf(parts)]).toThrow(
    `${shard.file}: the record at byte ${shard.offset} is damaged`,
  );
});

test('a shard that is missing is named before anything is read', () => {
  const { store } = oddShards();
  const { file } = pickExamples(store, 'train').at(-1)!;
  rmSync(file);
  expect(() => fileParts(store, 'train')).toThrow(`${file}: this shard is missing.`);
  expect(fileParts(store, 'train[:1]').length).toBe(1);
});
