import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { openBuilder } from '../open-dataset.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { makeOriginals, type Originals, packZip } from '../testing/make-originals.js';
import { sharedData } from '../testing/shared-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { decodeExample } from '../tfrecord/example.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import { openTgz } from './open-tgz.js';
import { openZip } from './open-zip.js';
import { prepareDataset } from './prepare-dataset.js';

const quiet = { onProgress: () => {} };

async function originals(name: string, count = 3) {
  const folder = temporaryFolder();
  const made = await makeOriginals(folder, name, count);
  const dataDir = join(folder, 'data');
  return { ...made, folder, dataDir, files: made.builder.archives.map(({ file }) => join(folder, file)) };
}

/** Image bytes in the order of the shards of a split. */
function stored(dataDir: string, { builder }: Pick<Originals, 'builder'>, split: string): Buffer[] {
  const folder = join(dataDir, builder.name, builder.version);
  const shards = readdirSync(folder).filter((name) => name.startsWith(`${builder.name}-${split}.tfrecord`));
  return shards
    .sort()
    .flatMap((name) =>
      Array.from(new TfRecordFile(join(folder, name)), ({ data }) => Buffer.from(decodeExample(data).image)),
    );
}

test.each(['rock_paper_scissors', 'tf_flowers'])(
  '%s: image bytes are stored unchanged, in the order of TFDS',
  async (name) => {
    const made = await originals(name);
    await prepareDataset(made.builder, made.files, { dataDir: made.dataDir, ...quiet });
    const members = Object.keys(made.images).filter((path) =>
      made.builder.archives[0]!.file.startsWith(path.split('/')[0]!),
    );
    const keys = members.map((path) => ({ path, key: made.builder.member(path)!.key }));
    const expected = shuffledOrder('train', keys).map(({ path }) => made.images[path]!);
    const got = stored(made.dataDir, made, 'train');
    expect(got.length).toBe(3 * made.builder.labels.length);
    expect(got.every((bytes, i) => bytes.equals(expected[i]!))).toBe(true);
  },
);

test.skipIf(!sharedData)("TFDS' own fake archives are prepared", async () => {
  const folder = temporaryFolder();
  const fake = join(sharedData!, 'tfds_fake');
  const { builder: hands } = await makeOriginals(folder, 'rock_paper_scissors', 1);
  const zips = ['rps_train.zip', 'rps_test.zip'].map((name) => join(fake, 'rock_paper_scissors', name));
  await prepareDataset(hands, zips, { dataDir: folder, ...quiet });
  expect([
    stored(folder, { builder: hands }, 'train').length,
    stored(folder, { builder: hands }, 'test').length,
  ]).toEqual([3, 3]);
  const { builder: flowers } = await makeOriginals(folder, 'tf_flowers', 1);
  await prepareDataset(flowers, [join(fake, 'tf_flowers', 'flower_photos.tgz')], {
    dataDir: folder,
    ...quiet,
  });
  expect(stored(folder, { builder: flowers }, 'train').length).toBe(5);
});

test('an archive with a path that leads outside is refused', async () => {
  const folder = temporaryFolder();
  packZip(join(folder, 'bad.zip'), { '../rps/rock/a.png': Buffer.from('x') });
  await expect(openZip(join(folder, 'bad.zip'))).rejects.toMatchObject({ code: 'archive-invalid' });
  writeFileSync(join(folder, 'a.jpg'), 'x');
  const bad = join(folder, 'bad.tgz');
  mkdirSync(join(folder, 'in'));
  await create({ file: bad, gzip: true, cwd: join(folder, 'in'), preservePaths: true }, ['../a.jpg']);
  await expect(openTgz(bad, () => true)).rejects.toThrow(
    `${bad}: member "../a.jpg" points outside of the archive.`,
  );
});

test('a cut archive is an error that names the place', async () => {
  const { files } = await originals('tf_flowers');
  const bytes = readFileSync(files[0]!);
  writeFileSync(files[0]!, bytes.subarray(0, bytes.length - 200));
  await expect(openTgz(files[0]!, () => true)).rejects.toThrow(
    /is not a whole tgz archive, broken near byte \d+/,
  );
  const zip = await originals('rock_paper_scissors');
  const whole = readFileSync(zip.files[0]!);
  writeFileSync(zip.files[0]!, whole.subarray(0, whole.length - 200));
  await expect(openZip(zip.files[0]!)).rejects.toThrow(/is not a whole zip archive/);
  whole[60]! ^= 255;
  writeFileSync(zip.files[0]!, whole);
  const opened = await openZip(zip.files[0]!);
  await expect(opened.members[0]!.read()).rejects.toThrow(
    /member "rps\/rock\/rock0.png" at byte 0 is damaged/,
  );
  opened.close();
});

test('an interruption in the middle leaves nothing, and the next run goes on', async () => {
  const made = await originals('rock_paper_scissors');
  const stop = new AbortController();
  const options = { dataDir: made.dataDir, signal: stop.signal, onProgress: () => stop.abort() };
  await expect(prepareDataset(made.builder, made.files, options)).rejects.toMatchObject({
    code: 'interrupted',
  });
  expect(readdirSync(join(made.dataDir, 'rock_paper_scissors'))).toEqual([]);
  await prepareDataset(made.builder, made.files, { dataDir: made.dataDir, ...quiet });
  expect(readdirSync(join(made.dataDir, 'rock_paper_scissors'))).toEqual(['3.0.0']);
});

test('a data folder that cannot be written is one clear error', async () => {
  const made = await originals('tf_flowers');
  const at = { cacheDir: join(made.folder, 'cache'), manualDir: made.folder };
  writeFileSync(join(made.folder, 'file'), '');
  const refused = openBuilder(made.builder, { ...at, dataDir: join(made.folder, 'file') });
  await expect(refused).rejects.toMatchObject({ code: 'data-folder-not-writable' });
  if (process.getuid?.() === 0) return; // root may write everywhere
  mkdirSync(join(made.folder, 'locked'));
  chmodSync(join(made.folder, 'locked'), 0o500);
  await expect(openBuilder(made.builder, { ...at, dataDir: join(made.folder, 'locked') })).rejects.toThrow(
    /you may not write there/,
  );
});

test('two processes at once end with one good copy; one that was killed leaves nothing in the way', async () => {
  const made = await originals('rock_paper_scissors', 20);
  const script = new URL('../testing/prepare-in-child.mjs', import.meta.url).pathname;
  writeFileSync(join(made.folder, 'archives.json'), JSON.stringify(made.builder.archives));
  const start = () => spawn(process.execPath, [script, made.folder], { stdio: 'pipe' });
  const killed = start();
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(existsSync(join(made.dataDir, 'rock_paper_scissors', '3.0.0'))).toBe(false);
  const outcomes = await Promise.all([start(), start()].map(exitCode));
  expect(outcomes).toEqual([0, 0]);
  expect(readdirSync(join(made.dataDir, 'rock_paper_scissors'))).toEqual(['3.0.0']);
  expect(readdirSync(join(made.dataDir, 'downloads', 'teamnet'))).toEqual([]);
  expect(stored(made.dataDir, made, 'train').length).toBe(60);
});

async function exitCode(child: ChildProcess): Promise<number> {
  child.stderr?.pipe(process.stderr);
  const [code] = await once(child, 'exit');
  return code as number;
}
