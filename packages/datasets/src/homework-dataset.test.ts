import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import sharp from 'sharp';
import { create } from 'tar';
import { beforeEach, expect, test } from 'vitest';
import { buildZip, type ZipMember } from './fuzz/targets/build-zip.js';
import { homeworkDataset, openHomeworkDataset } from './homework-dataset.js';
import { packZip } from './testing/make-originals.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const LEAVES = { name: 'leaves', folder: './photos/leaves', license: 'CC BY 4.0, Team 3' };

let app: string;
const at = (...parts: string[]) => join(app, 'photos', 'leaves', ...parts);
async function photos(folder: string, count = 4): Promise<void> {
  for (let i = 0; i < count; i++) {
    const file = at(folder, `${i}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await sharp({ create: { width: 9, height: 9 + i, channels: 3, background: '#284' } })
      .png()
      .toFile(file);
  }
}
const open = (own: object = {}, options: object = {}) =>
  openHomeworkDataset({ ownDatasets: [{ ...LEAVES, ...own }] }, 'leaves', app, {
    ...{ dataDir: join(app, 'data'), cacheDir: join(app, 'cache') },
    ...options,
  });

beforeEach(() => {
  app = join(temporaryFolder(), 'team-3');
});

test("a team's own data set is opened by its name, whatever source the course's are asked from", async () => {
  await photos('oak');
  await photos('ash');
  const { info, defaultSplits } = await open({}, { source: 'stand-in' });
  expect(info).toMatchObject({
    name: 'leaves',
    source: 'manual',
    labels: ['ash', 'oak'],
    license: LEAVES.license,
  });
  expect(info.notes).toEqual(['Images read from the folder photos/leaves.']);
  expect(defaultSplits.test).toBe('train[85%:]');
  expect((await openHomeworkDataset({}, 'tf_flowers', app, { source: 'stand-in' })).info.source).toBe(
    'stand-in',
  );
});

test('its splits are those of homework.json, and no others stand in for one that is not there', async () => {
  await photos('oak');
  await photos('ash');
  const splits = { train: 'train[:4]', validation: 'train[4:]', test: 'test' };
  const dataset = await open({ splits });
  expect(dataset.defaultSplits).toEqual(splits);
  expect(() => dataset.splitUse('test')).toThrow('Split "test"');
});

test('what is no data set is told with its place and what to do', async () => {
  const missing = expect.objectContaining({
    message: `Data set "leaves": there is no folder ${at()}.`,
    remedy: expect.stringContaining('correct "folder" in homework.json'),
  });
  await expect(open()).rejects.toThrow(missing);
  await photos('oak');
  await expect(open()).rejects.toThrow(`${at()}: there is only one label in it, oak.`);
  mkdirSync(at('ash'));
  await expect(open()).rejects.toThrow(`${at('ash')}: the folder holds no JPEG or PNG.`);
  rmSync(at('ash'), { recursive: true });
  await photos('ash', 1);
  writeFileSync(at('loose.jpg'), 'x');
  await expect(open()).rejects.toThrow(`${at('loose.jpg')}: lies in no label's folder.`);
  await expect(homeworkDataset({ ownDatasets: [LEAVES] }, 'leavs', app)).rejects.toThrow(
    'There is no data set "leavs"',
  );
});

test('names that a Mac wrote in parts give the same data set', async () => {
  const [label, file] = ['은행', 'é.png'];
  await photos('oak');
  await photos(label);
  renameSync(at('oak', '0.png'), at('oak', file));
  const { info } = await open();
  renameSync(at('oak', file), at('oak', file.normalize('NFD')));
  renameSync(at(label), at(label.normalize('NFD')));
  expect((await open()).info).toEqual(info);
});

test.each(['a|b', '<b>', 'oak:1', 'a?b', 'oak.', 'turned\u202e', 'NUL', 'com1.old'])(
  'a label called %j is refused, in a folder and in a zip',
  async (label) => {
    await photos('oak');
    await photos(label, 1);
    const refused = /Data set "leaves": nothing can be called ".*" on Windows\./;
    await expect(open()).rejects.toThrow(refused);
    const photo = readFileSync(at('oak', '0.png'));
    packZip(join(app, 'leaves.zip'), { 'oak/0.png': photo, [`${label}/0.png`]: photo });
    await expect(open({ folder: undefined, archive: 'leaves.zip' })).rejects.toThrow(refused);
  },
);

test('a zip of the folder, alone or in a folder of its own, gives the very same data set; another zip another one', async () => {
  for (const split of ['train', 'test'])
    for (const label of ['oak', '은행']) await photos(join(split, label));
  const members = (top: string) =>
    Object.fromEntries(
      readdirSync(at(), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.png'))
        .map((path) => [`${top}${path}`, readFileSync(at(path))]),
    );
  const zip = (top: string, more: Record<string, Uint8Array> = {}) =>
    packZip(join(app, 'leaves.zip'), { ...members(top), ...more });
  const archived = { folder: undefined, archive: './leaves.zip' };
  const { info, defaultSplits } = await open();
  const rest = { '__MACOSX/train/oak/._0.png': Buffer.from('x'), 'credits.txt': Buffer.from('by us') };
  for (const top of ['', 'leaves/', 'from/the/wood/']) {
    zip(top, rest);
    const unpacked = await open(archived);
    expect(unpacked.info).toEqual({ ...info, notes: ['Images read from the archive team-3/leaves.zip.'] });
    expect(unpacked.defaultSplits).toEqual(defaultSplits);
  }
  zip('', { 'train/oak/new.png': members('')['train/oak/0.png']! });
  expect((await open(archived)).info.fingerprint).not.toBe(info.fingerprint);
});

test('a zip that Windows or a Mac made, with names that do not say their encoding, gives the very same data set', async () => {
  for (const label of ['은행나무', '단풍나무']) await photos(label);
  const { info } = await open();
  const archived = { folder: undefined, archive: './leaves.zip' };
  const zip = (encode: (name: string) => Uint8Array) => {
    const images = readdirSync(at(), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /png$/.test(path),
    );
    const junk = [
      '은행나무/Thumbs.db',
      '은행나무/desktop.ini',
      '__MACOSX/은행나무/._0.png',
      '은행나무/.DS_Store',
    ];
    const members = images.map((path) => ({ path, bytes: readFileSync(at(path)) }));
    members.push(...junk.map((path) => ({ path, bytes: Buffer.from('made by the system') })));
    const written = members.map(({ path, bytes }) => ({ name: encode(path), bytes, method: 8, flags: 0 }));
    writeFileSync(join(app, 'leaves.zip'), buildZip(written));
  };
  const read = 'Images read from the archive team-3/leaves.zip.';
  zip((name) => Buffer.from(name.normalize('NFD')));
  expect((await open(archived)).info).toEqual({ ...info, notes: [read] });
  zip((name) => iconv.encode(name, 'cp949'));
  expect((await open(archived)).info).toEqual({
    ...info,
    notes: [read, 'The names in it do not say their encoding: read as cp949, as Korean systems write them.'],
  });
});

test.each(['leaves.tgz', 'leaves.tar.gz'])(
  '%s of the folder gives the very same data set, and is unpacked once',
  async (file) => {
    for (const split of ['train', 'test'])
      for (const label of ['oak', '은행']) await photos(join(split, label));
    writeFileSync(at('train', 'oak', '._0.png'), 'made by a Mac');
    const { info, defaultSplits } = await open();
    const archived = { folder: undefined, archive: file };
    for (const [cwd, top] of [
      [at(), '.'],
      [join(app, 'photos'), 'leaves'],
    ] as const) {
      await create({ file: join(app, file), cwd, gzip: true }, [top]);
      const notes = [`Images read from the archive team-3/${file}.`];
      for (const _ of ['unpacked', 'from the cache'])
        expect(await open(archived)).toMatchObject({ info: { ...info, notes }, defaultSplits });
    }
    expect(readdirSync(join(app, 'cache', 'unpacked'))).toHaveLength(2);
    symlinkSync('0.png', at('train', 'oak', 'linked.png'));
    await create({ file: join(app, file), cwd: at(), gzip: true }, ['.']);
    await expect(open(archived)).rejects.toThrow(
      `${join(app, file)}: member "./train/oak/linked.png" is a link, not the image itself.`,
    );
    writeFileSync(join(app, file), readFileSync(join(app, file)).subarray(0, 200));
    await expect(open(archived)).rejects.toThrow(`${join(app, file)}: is not a whole tgz archive`);
  },
);

test('a member of a zip that would be no image is refused before anything is written', async () => {
  await photos('oak', 1);
  const bytes = readFileSync(at('oak', '0.png'));
  const member = { bytes, method: 8, flags: 0 };
  const refused: [Partial<ZipMember> & Pick<ZipMember, 'name'>, string][] = [
    [{ name: 'ash/link.png', attributes: 0o120777 * 65536 }, 'member "ash/link.png" is a link'],
    [{ name: 'ash/empty.png', bytes: Buffer.alloc(0) }, 'member "ash/empty.png" is empty.'],
    [
      { name: Buffer.from([0x61, 0xff, 0x2f, ...Buffer.from('1.png')]), flags: 0x800 },
      'a name that is not UTF-8',
    ],
    [{ name: 'oak/0.png/1.png' }, 'member "oak/0.png/1.png" lies in another image.'],
    [{ name: './oak//0.png' }, 'member "./oak//0.png" is in it twice.'],
    [{ name: `ash/${'n'.repeat(300)}.png` }, 'a path in it is too long for this system.'],
    [{ name: `${'d/'.repeat(2000)}a.png` }, 'has too long a path.'],
    [{ name: 'ash/a\0.png' }, 'nothing can be called "ash/a'],
  ];
  for (const [other, problem] of refused) {
    writeFileSync(
      join(app, 'leaves.zip'),
      buildZip([
        { ...member, name: 'oak/0.png' },
        { ...member, ...other },
      ]),
    );
    const error = await open({ folder: undefined, archive: 'leaves.zip' }).catch((error) => error);
    expect(error.message).toContain(problem);
    expect(error.remedy).not.toContain('download');
  }
  expect(
    existsSync(join(app, 'cache', 'unpacked')) ? readdirSync(join(app, 'cache', 'unpacked')) : [],
  ).toEqual([]);
});

test('a zip that is none, or leads out of its place, or is missing, leaves nothing in the cache', async () => {
  const archived = { folder: undefined, archive: './leaves.zip' };
  const file = join(app, 'leaves.zip');
  await expect(open(archived)).rejects.toMatchObject({
    message: `Data set "leaves": there is no archive ${file}.`,
    remedy: expect.stringContaining('Put that archive there'),
  });
  await photos('oak', 1);
  const photo = readFileSync(at('oak', '0.png'));
  const refused: [Record<string, Uint8Array> | string, string][] = [
    ['not a zip', `${file}: is not a whole zip archive`],
    [{ 'read.me': photo }, `${file}: holds no JPEG or PNG.`],
    [{ '../../oak/0.png': photo }, 'member "../../oak/0.png" points outside of the archive.'],
    [{ 'oak/0.png': photo }, `${file}: there is only one label in it, oak.`],
    [{ 'oak/0.png': photo, '0.png': photo }, `${file}/0.png: lies in no label's folder.`],
  ];
  for (const [content, problem] of refused) {
    if (typeof content === 'string') writeFileSync(file, content);
    else packZip(file, content);
    await expect(open(archived)).rejects.toThrow(problem);
  }
  packZip(file, { 'oak/0.png': photo, 'ash/0.png': photo });
  const whole = readFileSync(file);
  const at0 = whole.indexOf('oak/0.png') + 'oak/0.png'.length + 20;
  writeFileSync(file, whole.fill(0, at0, at0 + 8));
  await expect(open(archived)).rejects.toThrow('member "oak/0.png"');
  expect(readdirSync(join(app, 'cache', 'unpacked'))).toHaveLength(2);
});

test('a link is refused, at the folder, above it and inside: nothing behind it would be seen', async () => {
  await photos('oak');
  await photos('ash');
  symlinkSync(at('ash'), at('elm'));
  await expect(open()).rejects.toThrow(`${at('elm')} is a link.`);
  rmSync(at('elm'));
  symlinkSync(at(), join(app, 'linked'));
  await expect(open({ folder: 'linked' })).rejects.toThrow(`${join(app, 'linked')} is a link.`);
  rmSync(join(app, 'linked'));
  symlinkSync(join(app, 'photos'), join(app, 'linked'));
  await expect(open({ folder: 'linked/leaves' })).rejects.toThrow('is a link.');
});
