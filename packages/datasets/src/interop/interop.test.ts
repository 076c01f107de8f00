import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CourseDataset } from '@teamnet/records';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findBuilder } from '../builders/all-builders.js';
import type { DatasetBuilder } from '../builders/builder.js';
import { openBuilder } from '../open-dataset.js';
import { openPreparedFolder } from '../sources/open-prepared-folder.js';
import { readDatasetInfo } from '../sources/read-dataset-info.js';
import { readFeatures } from '../sources/read-features.js';
import { serveFolder } from '../testing/serve-folder.js';
import { sharedData } from '../testing/shared-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { decodeExample, encodeExample } from '../tfrecord/example.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import { versionFolder } from '../version-folder.js';
import { askTfds, type TfdsReading } from './ask-tfds.js';
import { type ArchiveContent, packSharedArchives } from './pack-shared-archives.js';

// The first one installs TFDS; a machine that has other work takes its time.
vi.setConfig({ testTimeout: 900_000 });

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The builder with the packed archives in place of the original ones. */
function builderOf(name: CourseDataset, folder: string, base: string): DatasetBuilder {
  const real = findBuilder(name);
  const archives = real.archives.map((archive) => {
    const bytes = readFileSync(join(folder, archive.file));
    return { ...archive, url: `${base}/${archive.file}`, bytes: bytes.length, sha256: sha256(bytes) };
  });
  return { ...real, archives };
}

/** What Teamnet reads of a version folder, in the shape of TFDS' reading. */
async function readAll(folder: string, cacheDir: string, splits?: string[]): Promise<TfdsReading['records']> {
  const opened = openPreparedFolder(folder, { cacheDir });
  const records: TfdsReading['records'] = {};
  for (const split of splits ?? opened.info.splits.map(({ name }) => name)) {
    records[split] = [];
    for await (const { key, label, image } of opened.records(split))
      records[split].push([key, label, sha256(image)]);
  }
  return records;
}

/** What Teamnet reads of the json beside the shards, in the shape of TFDS' reading. */
function readInfo(folder: string) {
  const { splits, ...info } = { ...readDatasetInfo(folder), ...readFeatures(folder) };
  return {
    ...info,
    splits: splits.map((split) => ({
      ...split,
      numExamples: split.shardLengths.reduce((sum, length) => sum + length, 0),
      files: split.files.map((file) => basename(file)),
    })),
  };
}

const withoutPixels = (records: TfdsReading['records']) =>
  Object.fromEntries(
    Object.entries(records).map(([split, rows]) => [split, rows.map((row) => row.slice(0, 3))]),
  );

/** The records of a shard; those of the same content have the same bytes, whatever the order in their map. */
function recordsOf(file: string): string {
  const hash = createHash('sha256');
  for (const { data } of new TfRecordFile(file)) hash.update(encodeExample(decodeExample(data)));
  return hash.digest('hex');
}

const cases: [CourseDataset, ArchiveContent][] = [
  ['rock_paper_scissors', 'originals'],
  ['tf_flowers', 'originals'],
  ['rock_paper_scissors', 'fakes'],
  ['tf_flowers', 'fakes'],
  ['tf_flowers', 'many photos'],
];

test.each(cases)(
  '%s, %s: each reads what the other prepared, and both prepare the same',
  async (name, content) => {
    const folder = temporaryFolder();
    const [served, cacheDir] = [join(folder, 'served'), join(folder, 'cache')];
    await packSharedArchives(served, name, content);
    const { base, requests } = await serveFolder(served);
    const builder = builderOf(name, served, base);
    const [byTeamnet, byTfds] = [join(folder, 'teamnet'), join(folder, 'tfds')];
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    onTestFinished(() => void vi.unstubAllEnvs());

    const opened = await openBuilder(builder, { dataDir: byTeamnet, cacheDir, source: 'download' });
    // TFDS decodes no fake hand: these are smaller than the builder's shape.
    const pixels = content === 'originals' || (content === 'fakes' && name === 'tf_flowers');
    const [, teamnets, tfdss] = (await askTfds(folder, [
      { task: 'prepare', name, dataDir: byTfds, base, archives: builder.archives },
      { task: 'read', name, dataDir: byTeamnet, pixels },
      { task: 'read', name, dataDir: byTfds, pixels },
    ])) as [unknown, TfdsReading, TfdsReading];
    expect(requests.sort()).toEqual(builder.archives.flatMap(({ file }) => [`/${file}`, `/${file}`]).sort());
    expect([teamnets.error, tfdss.error]).toEqual([undefined, undefined]);

    // TFDS reads both alike: records, order, tfds_id, labels, image bytes, pixels, and all of the data set's info.
    expect(teamnets).toEqual(tfdss);
    // Teamnet reads both as TFDS does.
    for (const dataDir of [byTeamnet, byTfds]) {
      const version = versionFolder(dataDir, builder);
      expect(await readAll(version, cacheDir)).toEqual(withoutPixels(tfdss.records));
      expect(readInfo(version)).toEqual(tfdss.info);
    }
    const again = await openBuilder(builder, { dataDir: byTfds, cacheDir, source: 'prepared' });
    // Python keeps no names of flowers' photographers.
    const { credits, ...info } = opened.info;
    const known = name === 'rock_paper_scissors' ? opened.info : info;
    expect(again.info).toEqual({ ...known, source: 'prepared' });
    expect(opened.info.splits).toMatchObject(
      Object.fromEntries(
        tfdss.info.splits.map(({ name: split, numBytes }) => [
          split,
          { numBytes, numExamples: tfdss.records[split]!.length },
        ]),
      ),
    );

    if (credits && name === 'tf_flowers') {
      // The archive's notice, cut down to the photos that were packed, finds them among the records of Python.
      const { keys } = await opened.loadImages('train', { imageSize: 1 });
      const makers = keys.map((key) => opened.creditOf(key)!);
      const notice = makers.map(
        ({ photo, photographer, url }) => `${photo} CC-BY by ${photographer} - ${url}\n`,
      );
      const file = join(versionFolder(byTfds, builder), 'LICENSE.txt');
      writeFileSync(file, notice.sort().join(''));
      const noticed = await openBuilder(builder, { dataDir: byTfds, cacheDir, source: 'prepared' });
      expect(keys.map((key) => noticed.creditOf(key))).toEqual(makers);
      rmSync(file);
    }

    // The files have the same names and sizes; json is the same byte for byte, and so is each record up to map order.
    const files = readdirSync(versionFolder(byTfds, builder)).sort();
    const noticed = name === 'tf_flowers' && content === 'originals';
    const credited = [...(credits ? ['CREDITS.tsv'] : []), ...(noticed ? ['LICENSE.txt'] : [])];
    expect(readdirSync(versionFolder(byTeamnet, builder)).sort()).toEqual([...files, ...credited].sort());
    if (noticed) expect(credits).toMatchObject({ photos: 50 });
    let same = 0;
    for (const file of files) {
      const [ours, theirs] = [byTeamnet, byTfds].map((dataDir) =>
        join(versionFolder(dataDir, builder), file),
      );
      expect(statSync(ours!).size, file).toBe(statSync(theirs!).size);
      const bytesSame = readFileSync(ours!).equals(readFileSync(theirs!));
      if (file.includes('.tfrecord-')) expect(recordsOf(ours!), file).toBe(recordsOf(theirs!));
      else expect(bytesSame, file).toBe(true);
      same += Number(bytesSame);
    }
    const shards = tfdss.info.splits.map((split) => split.files.length);
    const count = Object.values(tfdss.records).reduce((sum, rows) => sum + rows.length, 0);
    console.log(
      `${name}, ${content}: ${count} records, ${shards.join('+')} shards, ${same} of ${files.length} files byte for byte`,
    );
    if (content === 'many photos') expect(shards).toEqual([2]);
  },
);

const prepared = `${sharedData}/tfds_prepared`;

test.each(['Learnit06', 'redhat_notebook-benchmarks'])(
  'mnist:3.0.1 as %s prepared it is read as TFDS reads it',
  async (whose) => {
    const folder = temporaryFolder();
    const version = join(prepared, whose, 'mnist', '3.0.1');
    const [tfds] = await askTfds(folder, [{ task: 'read', folder: version, splits: ['test'] }]);
    expect(tfds!.records.test!.length).toBe(10_000);
    expect(await readAll(version, folder, ['test'])).toEqual(tfds!.records);
    expect(readInfo(version)).toEqual(tfds!.info);
    // Its train shard is absent: both say so when it is asked for.
    const [absent] = await askTfds(folder, [{ task: 'read', folder: version, splits: ['train'] }]);
    expect(absent!.error).toMatch(/mnist-train\.tfrecord-00000-of-00001/);
    await expect(readAll(version, folder, ['train'])).rejects.toThrow(
      /mnist-train\.tfrecord-00000-of-00001: this shard is missing/,
    );
  },
);

test('the metadata of every dialect is read as TFDS reads it', async () => {
  const folders = [
    'tfds_metadata/mnist/3.0.1',
    'tfds_metadata/tf_flowers/3.0.1',
    'tfds_metadata/rock_paper_scissors/3.0.0',
    'rajuzumaki2207/rock_paper_scissors/3.0.0',
    'redhat_notebook-benchmarks/mnist/3.0.1',
    'Learnit06/mnist/3.0.1',
  ].map((path) => join(prepared, path));
  const answers = await askTfds(
    temporaryFolder(),
    folders.map((folder) => ({ task: 'read', folder, splits: [] })),
  );
  for (const [i, folder] of folders.entries()) expect(readInfo(folder), folder).toEqual(answers[i]!.info);
});

test('what is no data set of labelled images is refused: other features, no json, another file format', async () => {
  const [bridge, dmlab, mtOpt] = [
    'tfds_robotics_dummy/bridge/1.0.0',
    'tfds_fake_dmlab',
    'tfds_robotics_dummy/mt_opt/mt_opt_sd/1.0.0',
  ].map((path) => join(prepared, path)) as [string, string, string];
  const answers = await askTfds(
    temporaryFolder(),
    [bridge, dmlab, mtOpt].map((folder) => ({ task: 'read', folder, splits: [] })),
  );
  const { name, version, fileFormat, supervisedKeys, splits } = answers[0]!.info;
  const info = readDatasetInfo(bridge);
  expect(info).toMatchObject({ name, version, fileFormat, supervisedKeys });
  expect(info.splits.map((split) => [split.name, split.numBytes, split.shardLengths])).toEqual(
    splits.map((split) => [split.name, split.numBytes, [1]]),
  );
  expect(() => openPreparedFolder(bridge)).toThrow(/it has features steps.*, not image and label/);
  for (const [i, folder] of [dmlab, mtOpt].entries()) {
    expect(answers[i + 1]!.error).toMatch(/Could not read dataset info/);
    expect(() => openPreparedFolder(folder)).toThrow(`${join(folder, 'dataset_info.json')}: cannot be read`);
  }
  expect(() => openPreparedFolder(join(prepared, 'tfds_metadata', 'mnist', '3.0.1'))).toThrow(
    'the data was prepared as array_record; only tfrecord can be read',
  );
});
