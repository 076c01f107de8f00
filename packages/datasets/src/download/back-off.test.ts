import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as timers from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { downloadArchive } from './download-archive.js';

/** Pauses that were asked for, milliseconds; none is waited for. */
const pauses = vi.hoisted((): number[] => []);

vi.mock('node:timers/promises', async (importOriginal) => {
  const real = await importOriginal<typeof timers>();
  const setTimeout = async (milliseconds: number) => void pauses.push(milliseconds);
  return { ...real, setTimeout };
});

beforeEach(() => {
  pauses.length = 0;
});

/** A server that answers request after request as it is told: whole, so many bytes and a cut, or an error. */
async function serverWith(answers: ('whole' | number | 'busy')[]) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'tf_flowers', 4);
  const { base, requests } = await serveFolder(join(folder, 'served'), (request, response, bytes) => {
    const answer = answers.shift() ?? 'busy';
    if (answer === 'whole') return false;
    if (answer === 'busy') {
      response.writeHead(503).end('busy');
      return true;
    }
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(from ? 206 : 200, { 'content-length': bytes.length - from, ...(from ? range : {}) });
    response.flushHeaders();
    response.write(bytes.subarray(from, from + answer), () => response.destroy());
    return true;
  });
  const archive = { ...builder.archives[0]!, url: `${base}/flower_photos.tgz` };
  const file = join(folder, 'got.tgz');
  return { archive, file, requests, content: readFileSync(join(folder, 'served', 'flower_photos.tgz')) };
}

test('a busy server is asked again after 0.5, 1, 2 … seconds, and anew from 0.5 once bytes have come', async () => {
  const { archive, file, requests, content } = await serverWith([
    ...([300, 'busy', 'busy', 'busy', 200, 'busy', 'busy', 'whole'] as const),
  ]);
  await downloadArchive(archive, file, { onBytes: () => {} });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(pauses).toEqual([500, 500, 1000, 2000, 500, 500, 1000]);
  const ranges = requests.map((request) => request.split(' ')[1]);
  expect(ranges).toEqual([undefined, ...Array(4).fill('bytes=300-'), ...Array(3).fill('bytes=500-')]);
});

test('five requests in a row without a byte are the end, and what has arrived is kept', async () => {
  const { archive, file, requests, content } = await serverWith([300]);
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/the server answered 503 after 300 bytes\.$/),
  });
  expect([requests.length, pauses]).toEqual([6, [500, 500, 1000, 2000, 4000]]);
  expect(readFileSync(`${file}.part`).equals(content.subarray(0, 300))).toBe(true);
});

test('a host that begins to give the file and breaks off before the first byte was reached: it is asked five times', async () => {
  const { archive, file, requests } = await serverWith(Array(9).fill(0));
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toMatchObject({
    code: 'download-failed',
  });
  expect([requests.length, pauses]).toEqual([5, [500, 500 * 2, 2000, 4000]]);
});

test('a host that gives no file is asked twice, and counts as unreachable', async () => {
  const { archive, file, requests } = await serverWith([]);
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toMatchObject({
    code: 'host-unreachable',
  });
  expect([requests.length, pauses]).toEqual([2, [500]]);
});
