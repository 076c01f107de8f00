import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isZip } from '../../prepare/open-archive.js';
import { openZip } from '../../prepare/open-zip.js';
import type { PackedArchives } from '../processes/pack-archives.js';
import { median } from './median.js';

const ROUNDS = 3;

/** What nobody who prepares a data set can leave out, seconds of one thread. */
export interface RawWork {
  sha256: number;
  /** zlib, with the checksums of a zip. */
  unpack: number;
  /** Writing the images into one new file and flushing it. */
  write: number;
  /** All three by all processors at once, a tgz by one. */
  limit: number;
}

/** Measures it on these archives; downloading, framing and their own checksums are not in it. */
export async function measureRawWork({ folder, builder }: PackedArchives, scratch: string): Promise<RawWork> {
  const rounds: Omit<RawWork, 'limit'>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const work = { sha256: 0, unpack: 0, write: 0 };
    for (const { file } of builder.archives) {
      const path = join(folder, file);
      const packed = readFileSync(path);
      work.sha256 += await seconds(() => createHash('sha256').update(packed).digest());
      let images: Uint8Array[] = [];
      work.unpack += await seconds(async () => {
        images = isZip(file) ? await unpackZip(path) : [gunzipSync(packed, { chunkSize: 2 ** 22 })];
      });
      work.write += await seconds(() => writeAndFlush(join(scratch, 'raw'), images));
    }
    rounds.push(work);
  }
  const [sha256, unpack, write] = (['sha256', 'unpack', 'write'] as const).map((part) =>
    median(rounds.map((work) => work[part])),
  ) as [number, number, number];
  const shared = (sha256 + unpack + write) / availableParallelism();
  const alone = builder.archives.every(({ file }) => isZip(file)) ? 0 : unpack;
  return { sha256, unpack, write, limit: Math.max(shared, alone) };
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function unpackZip(path: string): Promise<Uint8Array[]> {
  const { members, close } = await openZip(path);
  const images: Uint8Array[] = [];
  for (const member of members) images.push(...(await member.read()));
  await close();
  return images;
}

function writeAndFlush(file: string, images: readonly Uint8Array[]): void {
  const handle = openSync(file, 'w');
  for (const image of images) writeSync(handle, image);
  fsyncSync(handle);
  closeSync(handle);
  rmSync(file);
}
