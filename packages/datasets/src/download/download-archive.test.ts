import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { downloadArchive } from './download-archive.js';

async function original(server: Parameters<typeof serveFolder>[1] = undefined) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'tf_flowers', 4);
  const { base, requests } = await serveFolder(join(folder, 'served'), server);
  const archive = { ...builder.archives[0]!, url: `${base}/flower_photos.tgz` };
  const content = readFileSync(join(folder, 'served', 'flower_photos.tgz'));
  return {
    archive,
    requests,
    content,
    file: join(folder, 'got', 'flower_photos.tgz'),
    folder: join(folder, 'got'),
  };
}

test('an archive arrives whole, with progress up to its size', async () => {
  const { archive, content, file, folder } = await original();
  const seen: number[] = [];
  await downloadArchive(archive, file, { onBytes: (done) => seen.push(done) });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(archive.bytes);
  expect(readdirSync(folder)).toEqual(['flower_photos.tgz']);
});

test('a connection that is cut goes on from the byte it had reached', async () => {
  let cuts = 0;
  const { archive, content, file, requests } = await original((_request, response, bytes) => {
    if (cuts++ > 0) return false;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 700), () => response.destroy());
    return true;
  });
  await downloadArchive(archive, file, { onBytes: () => {} });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(requests).toEqual(['/flower_photos.tgz', '/flower_photos.tgz bytes=700-']);
});

test('a download that was interrupted leaves its part, and the next one asks for the rest only', async () => {
  const { archive, content, file, folder, requests } = await original();
  mkdirSync(folder);
  writeFileSync(`${file}.part`, content.subarray(0, 500));
  await downloadArchive(archive, file, { onBytes: () => {} });
  expect(requests).toEqual(['/flower_photos.tgz bytes=500-']);
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('an AbortSignal in the middle is one clear error and keeps what has arrived', async () => {
  const stop = new AbortController();
  const { archive, file } = await original((_request, response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 700));
    return true;
  });
  const onBytes = (done: number) => done >= 700 && stop.abort();
  await expect(downloadArchive(archive, file, { signal: stop.signal, onBytes })).rejects.toThrow(
    'The download of flower_photos.tgz was interrupted.',
  );
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.part`).length).toBe(700);
});

test('bytes with another sha256 are refused and removed', async () => {
  const { archive, file, folder } = await original((_request, response, bytes) => {
    response.end(Buffer.alloc(bytes.length, 7));
    return true;
  });
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toThrow(/is not the original/);
  expect(readdirSync(folder)).toEqual([]);
});

test('a server that answers with an error, or none at all, counts as unreachable', async () => {
  const { archive, file } = await original((_request, response) => {
    response.writeHead(403).end('no');
    return true;
  });
  const problem = { code: 'host-unreachable', message: expect.stringContaining('answered 403') };
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toMatchObject(problem);
  const nobody = { ...archive, url: 'http://127.0.0.1:9/flower_photos.tgz' };
  await expect(downloadArchive(nobody, file, { onBytes: () => {} })).rejects.toMatchObject({
    code: 'host-unreachable',
  });
});

test('redirects are followed', async () => {
  const { archive, content, file } = await original((request, response) => {
    if (request.url!.startsWith('/moved')) return false;
    response.writeHead(302, { location: '/moved/flower_photos.tgz' }).end();
    return true;
  });
  await downloadArchive(archive, file, { onBytes: () => {} });
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('a server that redirects in a circle counts as unreachable', async () => {
  const { archive, file, requests } = await original((request, response) => {
    response.writeHead(302, { location: request.url! }).end();
    return true;
  });
  await expect(downloadArchive(archive, file, { onBytes: () => {} })).rejects.toMatchObject({
    code: 'host-unreachable',
    message: expect.stringMatching(/cannot be reached: it redirects more than 5 times\.$/),
  });
  expect(requests.length).toBe(12);
});
