import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../testing/shared-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { encodedLength } from './encoded-length.js';
import { decodeExample, encodeExample, type ImageAndLabel } from './example.js';
import { frameRecord } from './frame-record.js';
import { TfRecordFile } from './read-record.js';

const mnist = `${sharedData}/tfds_prepared/Learnit06/mnist/3.0.1/mnist-test.tfrecord-00000-of-00001`;

function written(...records: string[]): string {
  const file = join(temporaryFolder(), 'a.tfrecord');
  writeFileSync(file, Buffer.concat(records.map((text) => frameRecord(Buffer.from(text)))));
  return file;
}

test('records come back as they were written, with their positions', () => {
  const records = [...new TfRecordFile(written('one', '', 'three'))];
  expect(records.map(({ offset, data }) => [offset, data.toString()])).toEqual([
    [0, 'one'],
    [19, ''],
    [35, 'three'],
  ]);
});

test.skipIf(!sharedData)(
  "a shard that Python's TFDS wrote is read whole, and written again gives the same bytes",
  () => {
    const records = [...new TfRecordFile(mnist)];
    expect(records.length).toBe(10_000);
    const first = decodeExample(records[0]!.data);
    expect(Buffer.from(first.image).subarray(1, 4).toString()).toBe('PNG');
    const labels = new Array(10).fill(0);
    for (const { data } of records) labels[decodeExample(data).label]++;
    // The published counts of the MNIST test set.
    expect(labels).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    const again = Buffer.concat(records.map(({ data }) => frameRecord(data)));
    expect(again.equals(readFileSync(mnist))).toBe(true);
    const size = records.reduce((sum, { data }) => sum + data.length, 0);
    expect(size).toBe(3_150_056);
    const lengthOf = ({ image, label }: ImageAndLabel) => encodedLength(image.length, label);
    expect(records.every(({ data }) => lengthOf(decodeExample(data)) === data.length)).toBe(true);
  },
);

test('a flipped bit and a cut file are errors that name file and byte', () => {
  const file = written('one', 'two');
  const bytes = readFileSync(file);
  bytes[19 + 13]! ^= 1;
  writeFileSync(file, bytes);
  expect(() => [...new TfRecordFile(file)]).toThrow(
    `${file}: the record at byte 19 is damaged: wrong checksum.`,
  );
  bytes[19] = 200;
  writeFileSync(file, bytes);
  expect(() => [...new TfRecordFile(file)]).toThrow(/byte 19: its length has a wrong checksum/);
  const cut = written('one', 'two');
  truncateSync(cut, 30);
  expect(() => [...new TfRecordFile(cut)]).toThrow(`${cut}: cut off: the record at byte 19`);
});

test('an example keeps image and label, and its length is known beforehand', () => {
  for (const bytes of [0, 1, 90, 110, 127, 128, 16_300, 16_384, 2_097_152])
    for (const label of [0, 2, 127, 128, 300]) {
      const image = Buffer.alloc(bytes, 3);
      const encoded = encodeExample({ image, label });
      expect(encoded.length).toBe(encodedLength(bytes, label));
      const decoded = decodeExample(encoded);
      expect([Buffer.from(decoded.image).equals(image), decoded.label]).toEqual([true, label]);
    }
});

test.skipIf(!sharedData)('a record of another data set is refused in plain words', () => {
  const file = join(temporaryFolder(), 'bridge');
  copyFileSync(
    `${sharedData}/tfds_prepared/tfds_robotics_dummy/bridge/1.0.0/bridge-train.tfrecord-00000-of-00001`,
    file,
  );
  const [record] = new TfRecordFile(file);
  expect(() => decodeExample(record!.data)).toThrow('it has no feature "image" of bytes');
});
