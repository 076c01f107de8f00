import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { crc32 } from '@node-rs/crc32';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { buildTar } from './fuzz/targets/build-tar.js';
import { buildZip } from './fuzz/targets/build-zip.js';
import { openTgz } from './prepare/open-tgz.js';
import { openZip } from './prepare/open-zip.js';
import { decodeImageFile, readImageFolder } from './read-image-folder.js';
import { readDatasetInfo } from './sources/read-dataset-info.js';
import { temporaryFolder } from './testing/temporary-folder.js';
import { maskedCrc32c } from './tfrecord/masked-crc32c.js';
import { TfRecordFile } from './tfrecord/read-record.js';

const MIB = 2 ** 20;
const zeros = Buffer.alloc(70 * MIB);

/** Runs work and says by how many bytes the process grew at most, as far as it lets the event loop run. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 2);
  await work();
  clearInterval(look);
  return Math.max(most, process.memoryUsage().rss) - before;
}

test('a member of a zip that unpacks to more than an image can have is refused before it is unpacked', async () => {
  const file = join(temporaryFolder(), 'rps.zip');
  const member = { name: 'rps/rock/a.png', bytes: zeros, method: 8, flags: 0 };
  writeFileSync(file, buildZip([member, { ...member, name: 'rps/rock/b.png', size: 100 }]));
  const { members, close } = await openZip(file);
  const grown = await growth(() =>
    expect(members[0]!.read()).rejects.toThrow(
      `${file}: member "rps/rock/a.png" unpacks to 70 MiB; an image has at most 64 MiB.`,
    ),
  );
  expect(grown).toBeLessThan(20 * MIB);
  // The one that claims 100 bytes is cut off there.
  expect(
    await growth(() => expect(members[1]!.read()).rejects.toThrow(/more than the 100 bytes/)),
  ).toBeLessThan(40 * MIB);
  close();
});

test('a tgz is refused when an image is too large, and when it unpacks to much more than it has', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'flowers.tgz');
  writeFileSync(file, gzipSync(buildTar([{ name: 'f/daisy/a.jpg', bytes: zeros, type: '0' }])));
  const refused = expect(openTgz(file, () => true)).rejects;
  await refused.toThrow(`${file}: member "f/daisy/a.jpg" unpacks to 70 MiB; an image has at most 64 MiB.`);
  // What nobody wants may be large; a bomb of gigabytes may not: gzip members one behind the other are one file.
  const kept = await openTgz(file, () => false);
  expect(kept.members).toEqual([]);
  const bomb = gzipSync(zeros);
  const header = gzipSync(
    buildTar([{ name: 'big', bytes: Buffer.alloc(0), type: '0', size: 2 ** 32 }]).subarray(0, 512),
  );
  writeFileSync(file, Buffer.concat([header, ...Array(16).fill(bomb)]));
  const grown = await growth(() =>
    expect(openTgz(file, () => false)).rejects.toThrow(
      `${file}: it unpacks to more than 100 times its size.`,
    ),
  );
  expect(grown).toBeLessThan(60 * MIB);
});

test('what lies behind the end of a tar costs neither memory nor time', async () => {
  const file = join(temporaryFolder(), 'flowers.tgz');
  const tar = buildTar([{ name: 'f/daisy/a.jpg', bytes: Buffer.from('x'), type: '0' }]);
  writeFileSync(file, gzipSync(Buffer.concat([tar, zeros])));
  let members: unknown[] = [];
  const started = performance.now();
  const grown = await growth(async () => {
    members = (await openTgz(file, () => true)).members;
  });
  expect(members.length).toBe(1);
  expect(grown).toBeLessThan(40 * MIB);
  // tar's own unpacking keeps it all, and copies what it keeps for every piece that comes.
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a record of gigabytes with right checksums is refused before memory is asked for', () => {
  const file = join(temporaryFolder(), 'shard');
  const header = Buffer.alloc(12);
  header.writeBigUInt64LE(3n * 2n ** 30n, 0);
  header.writeUInt32LE(maskedCrc32c(header.subarray(0, 8)), 8);
  writeFileSync(file, header);
  truncateSync(file, 4 * 2 ** 30);
  expect(() => new TfRecordFile(file).read(0)).toThrow(
    `${file}: the record at byte 0 has 3,072 MiB; one of images has at most 128 MiB.`,
  );
});

test('an image of 60,000 x 60,000 pixels is refused by its header', async () => {
  const folder = temporaryFolder();
  const small = sharp({ create: { width: 16, height: 16, channels: 3, background: '#123' } });
  const png = await small.clone().png().toBuffer();
  png.writeUInt32BE(60000, 16);
  png.writeUInt32BE(60000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  const jpeg = await small.jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(60000, frame + 5);
  jpeg.writeUInt16BE(60000, frame + 7);
  for (const [name, bytes] of Object.entries({ 'a.png': png, 'a.jpg': jpeg })) {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const grown = await growth(() =>
      expect(decodeImageFile(file, 32)).rejects.toThrow(
        `${file} is not a whole image: it has more than 67 million pixels.`,
      ),
    );
    expect(grown).toBeLessThan(20 * MIB);
  }
});

test('large files, pipes and links that go in circles are refused, not read for ever', async () => {
  const folder = temporaryFolder();
  const label = join(folder, 'photos', 'daisy');
  mkdirSync(label, { recursive: true });
  writeFileSync(join(label, 'a.jpg'), 'x');
  truncateSync(join(label, 'a.jpg'), 5 * 2 ** 30);
  await expect(readImageFolder(join(folder, 'photos'), 8)).rejects.toThrow(
    `${join(label, 'a.jpg')}: cannot be read: it has 5,120 MiB; an image has at most 64 MiB.`,
  );
  writeFileSync(join(folder, 'dataset_info.json'), '{');
  truncateSync(join(folder, 'dataset_info.json'), 2 ** 30);
  expect(() => readDatasetInfo(folder)).toThrow('dataset_info.json: cannot be read: it has 1,024 MiB.');
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
  await expect(decodeImageFile(join(folder, 'pipe.png'), 8)).rejects.toThrow(
    'pipe.png: cannot be read: it is no file.',
  );
  await expect(decodeImageFile('/dev/zero', 8)).rejects.toThrow('/dev/zero: cannot be read: it is no file.');
  symlinkSync('..', join(label, 'up'));
  await expect(readImageFolder(join(folder, 'photos'), 8)).rejects.toThrow(
    `${join(label, 'up')}: is a link to a folder that it lies in.`,
  );
});
