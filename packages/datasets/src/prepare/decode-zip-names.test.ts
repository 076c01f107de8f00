import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '@node-rs/crc32';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { decodeZipNames, type ZipName } from './decode-zip-names.js';
import { openZip } from './open-zip.js';

interface Golden {
  encoding: string;
  names: string[];
  /** In base64, as Python's zipfile wrote it (decode-zip-names.golden.py). */
  zip: string;
}
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('./decode-zip-names.golden.json', import.meta.url), 'utf8'),
);

test.each(golden)('names that Python wrote in $encoding without saying so are read: $names', async (made) => {
  const file = join(temporaryFolder(), 'leaves.zip');
  writeFileSync(file, Buffer.from(made.zip, 'base64'));
  const zip = await openZip(file);
  try {
    expect(zip.members.map(({ path }) => path)).toEqual(made.names);
    for (const { path, read } of zip.members) expect(Buffer.concat(await read()).toString('utf8')).toBe(path);
    expect(zip.guessed?.name ?? null).toBe(/^cp/.test(made.encoding) ? made.encoding : null);
  } finally {
    await zip.close();
  }
});

const entry = (raw: Buffer, rest: Partial<ZipName> = {}): ZipName => ({
  ...{ fileNameRaw: raw, generalPurposeBitFlag: 0, extraFields: [] },
  ...rest,
});
const korean = (name: string) => iconv.encode(name, 'cp949');

/** Info-ZIP's field of a name in UTF-8 beside the one in a code page. */
function unicodePath(name: string, checksum: number) {
  const data = Buffer.alloc(5);
  data[0] = 1;
  data.writeUInt32LE(checksum, 1);
  return [{ id: 0x7075, data: Buffer.concat([data, Buffer.from(name)]) }];
}

test("Info-ZIP's name in UTF-8 wins where its checksum is of the entry's name, and else is of another name", async () => {
  const raw = korean('은행/1.jpg');
  const fields = unicodePath('gingko/1.jpg', crc32(raw));
  expect(await decodeZipNames([entry(raw, { extraFields: fields })])).toEqual({
    names: ['gingko/1.jpg'],
    guessed: null,
  });
  const stale = unicodePath('gingko/1.jpg', (crc32(raw) ^ 1) >>> 0);
  expect(await decodeZipNames([entry(raw, { extraFields: stale })])).toEqual({
    names: ['은행/1.jpg'],
    guessed: { name: 'cp949', whose: 'Korean' },
  });
});

test('names that say that they are UTF-8 are no hint for the others', async () => {
  const said = entry(Buffer.from('カエデ/1.jpg'), { generalPurposeBitFlag: 0x800 });
  const { names, guessed } = await decodeZipNames([said, entry(korean('단풍/1.jpg')), said]);
  expect(names).toEqual(['カエデ/1.jpg', '단풍/1.jpg', 'カエデ/1.jpg']);
  expect(guessed?.name).toBe('cp949');
});

test('one name that is no UTF-8 makes all that say nothing be read in a code page', async () => {
  const both = [entry(Buffer.from('é')), entry(korean('은행나무'))];
  expect((await decodeZipNames([both[0]!])).names).toEqual(['é']);
  expect((await decodeZipNames(both)).names).toEqual(['챕', '은행나무']);
});

test('what no language gives is read as cp437, so that nothing is lost', async () => {
  const raw = Buffer.from([0xb0, 0xff, 0xdb, 0x2f, 0x31]);
  expect(await decodeZipNames([entry(raw)])).toEqual({
    names: ['░\u00a0█/1'],
    guessed: { name: 'cp437', whose: 'US' },
  });
});

test('a backslash between the parts is a slash, but not one that is half of a character', async () => {
  const raw = iconv.encode('表/ソ\\ポスター.jpg', 'cp932');
  expect(raw.filter((byte) => byte === 0x5c).length).toBe(3);
  expect((await decodeZipNames([entry(raw)])).names).toEqual(['表/ソ/ポスター.jpg']);
});
