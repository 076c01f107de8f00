import type * as fs from 'node:fs';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openBuilder } from '../open-dataset.js';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

/** Bytes that the disk still takes. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

/** A disk takes what fits, and only what is given to it then is refused. */
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const full = () =>
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  const fitting = (bytes: number) => {
    const fits = Math.min(bytes, disk.left);
    disk.left -= fits;
    return fits;
  };
  const writevSync = (handle: number, pieces: Uint8Array[], position: number) => {
    const bytes = Buffer.concat(pieces);
    const fits = fitting(bytes.length);
    if (fits === 0) throw full();
    return real.writeSync(handle, bytes, 0, fits, position);
  };
  const writev = (
    handle: number,
    pieces: Uint8Array[],
    position: number | null,
    callback: (error: Error | null, written?: number) => void,
  ) => {
    const bytes = Buffer.concat(pieces);
    const fits = fitting(bytes.length);
    if (fits === 0) setImmediate(callback, full());
    else real.write(handle, bytes, 0, fits, position, callback);
  };
  return { ...real, writevSync, writev };
});

test.each(['rock_paper_scissors', 'tf_flowers'])(
  '%s: a disk that fills up while downloading or preparing is one clear error; with space again it goes on',
  async (name) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'served'));
    const { builder } = await makeOriginals(join(folder, 'served'), name, 3);
    const { base, requests } = await serveFolder(join(folder, 'served'));
    const dataDir = join(folder, 'data');
    const downloads = join(dataDir, 'downloads', 'teamnet');
    const open = () => openBuilder(builder, { dataDir, cacheDir: join(folder, 'cache'), downloadBase: base });
    const full = {
      code: 'data-folder-not-writable',
      message: expect.stringMatching(/: the disk is full\.$/),
    };
    const files = builder.archives.map(({ file }) => file);

    disk.left = 100;
    await expect(open()).rejects.toMatchObject(full);
    expect(statSync(join(downloads, `${files[0]}.part`)).size).toBe(100);
    disk.left = builder.archives.reduce((sum, { bytes }) => sum + bytes, 0) - 100 + 300;
    await expect(open()).rejects.toMatchObject(full);
    expect(readdirSync(join(dataDir, name))).toEqual([]);
    expect(readdirSync(downloads).sort()).toEqual([...files].sort());
    expect(requests).toEqual([
      `/${files[0]}`,
      `/${files[0]} bytes=100-`,
      ...files.slice(1).map((file) => `/${file}`),
    ]);

    disk.left = Number.POSITIVE_INFINITY;
    expect((await open()).info).toMatchObject({
      source: 'download',
      splits: { train: { numExamples: 3 * builder.labels.length } },
    });
    expect(existsSync(join(dataDir, name, builder.version))).toBe(true);
  },
);
