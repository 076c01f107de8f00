import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBuilder } from '../open-dataset.js';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

type Before = NonNullable<Parameters<typeof serveFolder>[1]>;

async function served(name: string, before: Before) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), name, 4);
  const { base, requests } = await serveFolder(join(folder, 'served'), before);
  const dataDir = join(folder, 'data');
  const open = () => openBuilder(builder, { dataDir, cacheDir: join(folder, 'cache'), downloadBase: base });
  return { builder, dataDir, downloads: join(dataDir, 'downloads', 'teamnet'), open, requests };
}

test('a host that is gone after one of two archives is an error, not a reason for the stand-in', async () => {
  let gone = true;
  const { downloads, open } = await served('rock_paper_scissors', (request, response) => {
    if (!gone || !request.url!.includes('test-set')) return false;
    response.writeHead(503).end('busy');
    return true;
  });
  await expect(open()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/rps-test-set\.zip: cannot be reached: the server answered 503\.$/),
  });
  expect(readdirSync(downloads)).toEqual(['rps.zip']);
  gone = false;
  expect((await open()).info.source).toBe('download');
});

test('a host that never gives a file is a reason for the stand-in, which is said', async () => {
  const { open, requests } = await served('rock_paper_scissors', (_request, response) => {
    response.writeHead(403).end('no');
    return true;
  });
  const { info } = await open();
  expect(info.source).toBe('stand-in');
  expect(info.notes.join(' ')).toMatch(/the server answered 403/);
  expect(requests.length).toBe(2);
});

test('a tgz that is begun anew while it is unpacked, by a server without ranges, is prepared as it is', async () => {
  let cuts = 0;
  const { builder, open, requests } = await served('tf_flowers', (_request, response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length });
    if (cuts++ > 0) response.end(bytes);
    // Something else until it breaks off: what was unpacked of it must be forgotten.
    else response.write(gzipSync(Buffer.alloc(70_000, 1)).subarray(0, 50), () => response.destroy());
    return true;
  });
  expect((await open()).info.splits.train?.numExamples).toBe(4 * builder.labels.length);
  expect(requests).toEqual(['/flower_photos.tgz', '/flower_photos.tgz bytes=50-']);
});

test('a tgz that goes on from what another process left is unpacked from its first byte on', async () => {
  let cuts = 0;
  const { builder, dataDir, open } = await served('tf_flowers', (request, response, bytes) => {
    if (cuts++ > 0 || request.headers.range) return false;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 500), () => response.destroy());
    return true;
  });
  expect((await open()).info.splits.train?.numExamples).toBe(4 * builder.labels.length);
  expect(readdirSync(join(dataDir, 'downloads', 'teamnet'))).toEqual([]);
});
