import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PreparedInvalidError } from '../errors.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { encodeExample } from '../tfrecord/example.js';
import { frameRecord } from '../tfrecord/frame-record.js';
import { findBrokenRecords } from './find-broken-records.js';

const image = Buffer.from('an image');
const framed = (label: number) => frameRecord(encodeExample({ image, label }));
const wrong = (file: string) => new PreparedInvalidError(file, 'something is wrong.');

test('every broken record has its reason, and those behind it are found again', () => {
  const file = join(temporaryFolder(), 'a-train.tfrecord-00000-of-00001');
  const damaged = framed(1);
  damaged[20]! ^= 1;
  const stranger = frameRecord(Buffer.from('no example'));
  writeFileSync(file, Buffer.concat([framed(0), damaged, framed(7), stranger, framed(2)]));
  const examples = findBrokenRecords(file, 7, 3, wrong(file));
  expect(examples.map(({ key, label, broken }) => [key.split('__')[1], label, broken])).toEqual([
    ['0', 0, undefined],
    ['1', 0, expect.stringMatching(/^the record at byte \d+ is damaged: wrong checksum$/)],
    ['2', 0, 'its label 7 has no name'],
    ['3', 0, expect.stringMatching(/^the record at byte \d+ is no example of this data set: /)],
    ['4', 2, undefined],
    ['5', 0, 'the shard ends before it'],
    ['6', 0, 'the shard ends before it'],
  ]);
});

test('a number of records that cannot be is an error, not a list of that length', () => {
  const file = join(temporaryFolder(), 'a-train.tfrecord-00000-of-00001');
  writeFileSync(file, framed(0));
  expect(() => findBrokenRecords(file, Number.MAX_SAFE_INTEGER, 3, wrong(file))).toThrow(
    'something is wrong',
  );
  expect(() => findBrokenRecords(file, 0, 3, wrong(file))).toThrow('something is wrong');
});
