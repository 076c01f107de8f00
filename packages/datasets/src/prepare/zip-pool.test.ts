import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rockPaperScissors } from '../builders/rock-paper-scissors.js';
import { packZip } from '../testing/make-originals.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { decodeExample } from '../tfrecord/example.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import type { RecordPlace } from './archive-member.js';
import { layOutSplit } from './lay-out-split.js';
import { openZip } from './open-zip.js';
import { ZipPool } from './zip-pool.js';

const MANY = 2 ** 24;

/** Bytes that do not shrink, others for each seed. */
function noise(seed: number, blocks: number): Buffer {
  const block = (i: number) => createHash('sha512').update(`${seed} ${i}`).digest();
  return Buffer.concat(Array.from({ length: blocks }, (_, i) => block(i)));
}

async function opened(threads: boolean) {
  const folder = temporaryFolder();
  const file = join(folder, 'rps.zip');
  const images = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`rps/rock/r${i}.png`, noise(i, 1 + i * 40)]),
  );
  packZip(file, images);
  const archive = await openZip(file, new ZipPool(threads ? MANY : 0));
  onTestFinished(() => archive.close());
  const { batches } = layOutSplit(folder, rockPaperScissors, { name: 'train', file, archive });
  const open = (name: string, flags: string) => {
    const handle = openSync(join(folder, name), flags);
    onTestFinished(() => closeSync(handle));
    return handle;
  };
  return { folder, file, archive, images, batches, open };
}

test.each([
  ['this thread', false],
  // One processor has no threads to spare: then both are the same.
  ['threads', true],
])('%s writes every member as a record at its place', async (_, threads) => {
  const { folder, archive, images, batches, open } = await opened(threads);
  expect(archive.writesAtOnce > 1).toBe(threads && availableParallelism() > 1);
  expect(batches.length).toBeGreaterThanOrEqual(1);
  const handle = open('shard', 'wx');
  const place = ({ position, bytes }: Pick<RecordPlace, 'position' | 'bytes'>) => ({
    handle,
    position,
    bytes,
  });
  // The last one first: places do not depend on the order.
  for (const batch of [...batches].reverse()) await archive.write(batch.examples, place(batch));
  const records = [...new TfRecordFile(join(folder, 'shard'))];
  const expected = batches.flatMap(({ examples }) => examples.map(({ key }) => images[key]!));
  expect(records.map(({ data }) => Buffer.from(decodeExample(data).image).equals(expected.shift()!))).toEqual(
    Array(40).fill(true),
  );
});

test('a damaged member and a file that cannot be written are told by threads as by this one', async () => {
  for (const threads of [false, true]) {
    const { file, archive, batches, open } = await opened(threads);
    const { examples, position, bytes } = batches[0]!;
    const writable = open('shard', 'wx');
    const handle = open('shard', 'r');
    await expect(archive.write(examples, { handle, position, bytes })).rejects.toMatchObject({
      code: 'EBADF',
      syscall: 'write',
    });
    const { path } = examples[1]!.member;
    const whole = readFileSync(file);
    const damaged = openSync(file, 'r+');
    writeSync(damaged, Buffer.from([255, 255, 255, 255]), 0, 4, whole.indexOf(path) + path.length + 20);
    closeSync(damaged);
    await expect(archive.write(examples, { handle: writable, position, bytes })).rejects.toMatchObject({
      code: 'archive-invalid',
      message: expect.stringContaining(`member "${path}" at byte`),
    });
  }
});
