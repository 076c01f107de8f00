import type * as fs from 'node:fs';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openBuilder } from '../open-dataset.js';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

/** Bytes that the disk still takes. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const writeSync = (handle: number, bytes: Uint8Array, offset = 0) => {
    disk.left -= bytes.length - offset;
    if (disk.left < 0)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        code: 'ENOSPC',
        syscall: 'write',
      });
    return real.writeSync(handle, bytes, offset);
  };
  return { ...real, writeSync };
});

test('a disk that fills up while downloading or preparing is one clear error; with space again it goes on', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'rock_paper_scissors', 3);
  const { base } = await serveFolder(join(folder, 'served'));
  const dataDir = join(folder, 'data');
  const open = () => openBuilder(builder, { dataDir, cacheDir: join(folder, 'cache'), downloadBase: base });
  const full = { code: 'data-folder-not-writable', message: expect.stringMatching(/: the disk is full\.$/) };

  disk.left = 100;
  await expect(open()).rejects.toMatchObject(full);
  disk.left = builder.archives[0]!.bytes + builder.archives[1]!.bytes + 300;
  await expect(open()).rejects.toMatchObject(full);
  expect(readdirSync(join(dataDir, 'rock_paper_scissors'))).toEqual([]);
  expect(readdirSync(join(dataDir, 'downloads', 'teamnet')).sort()).toEqual(['rps-test-set.zip', 'rps.zip']);

  disk.left = Number.POSITIVE_INFINITY;
  expect((await open()).info.splits.train?.numExamples).toBe(9);
  expect(existsSync(join(dataDir, 'rock_paper_scissors', '3.0.0'))).toBe(true);
});
