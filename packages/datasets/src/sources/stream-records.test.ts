import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { encodeExample } from '../tfrecord/example.js';
import { frameRecord } from '../tfrecord/frame-record.js';
import { streamRecords } from './stream-records.js';

/** Two shards of 3 and 2 records, whose image is one byte: its place in the split. */
function shards() {
  const folder = temporaryFolder();
  const files = ['a', 'b'].map((name) => join(folder, name));
  const record = (index: number) =>
    frameRecord(encodeExample({ image: Buffer.from([index]), label: index % 2 }));
  writeFileSync(files[0]!, Buffer.concat([0, 1, 2].map(record)));
  writeFileSync(files[1]!, Buffer.concat([3, 4].map(record)));
  const splits = [{ name: 'train', numBytes: 0, shardLengths: [3, 2], files }];
  const read = (split: string, labels = 2) => [...streamRecords(splits, labels, split)];
  return { files, read, record };
}

test('a split is streamed over its shards, with keys and labels', () => {
  const { read } = shards();
  expect(read('train').map(({ key, label, image }) => [key, label, image[0]])).toEqual([
    ['a__0', 0, 0],
    ['a__1', 1, 1],
    ['a__2', 0, 2],
    ['b__0', 1, 3],
    ['b__1', 0, 4],
  ]);
  expect(read('train[2:4]').map(({ key }) => key)).toEqual(['a__2', 'b__0']);
  expect(read('train[4:]+train[:1]').map(({ key }) => key)).toEqual(['b__1', 'a__0']);
});

test('the first record comes before the second shard is looked at, whose damage is named when it is reached', () => {
  const { files, read } = shards();
  truncateSync(files[1]!, 20);
  expect(read('train[:3]').length).toBe(3);
  expect(() => read('train')).toThrow(`${files[1]}: cut off: the record at byte 0 needs`);
});

test('a shard with fewer or more records than promised, and a label without a name, are errors', () => {
  const { files, read, record } = shards();
  expect(() => read('train', 1)).toThrow(/has label 1, which has no name/);
  appendFileSync(files[0]!, record(9));
  expect(() => read('train')).toThrow(/a: it goes on at byte \d+ after the 3 records/);
  writeFileSync(files[0]!, record(0));
  expect(() => read('train')).toThrow(/a: it ends after record 1; dataset_info\.json promises 3/);
});

test('records of more bytes than are read in one piece come in order, those before a damaged one too', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'large');
  const image = (index: number) => Buffer.alloc(400_000, index);
  const records = [0, 1, 2, 3, 4, 5, 6].map((index) =>
    frameRecord(encodeExample({ image: image(index), label: 0 })),
  );
  writeFileSync(file, Buffer.concat(records));
  const splits = [{ name: 'train', numBytes: 0, shardLengths: [7], files: [file] }];
  const read = (split: string) => Array.from(streamRecords(splits, 1, split), (record) => record.image[0]);
  expect(read('train')).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(read('train[5:]')).toEqual([5, 6]);
  records[4]!.fill(9, 1000, 1010);
  writeFileSync(file, Buffer.concat(records));
  const got: number[] = [];
  expect(() => {
    for (const record of streamRecords(splits, 1, 'train')) got.push(record.image[0]!);
  }).toThrow(/large: the record at byte \d+ is damaged/);
  expect(got).toEqual([0, 1, 2, 3]);
});
