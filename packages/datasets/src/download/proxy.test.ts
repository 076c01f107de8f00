import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { downloadArchive } from './download-archive.js';

test('a download goes through $HTTP_PROXY', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'tf_flowers', 1);
  const { base } = await serveFolder(join(folder, 'served'));
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url!);
    const target = connect(Number(new URL(base).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'http_proxy'])
    vi.stubEnv(name, '');
  vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  // A name that only the proxy can reach.
  const archive = { ...builder.archives[0]!, url: 'http://archives.invalid/flower_photos.tgz' };
  await downloadArchive(archive, join(folder, 'got.tgz'), { onBytes: () => {} });
  expect(asked).toEqual(['archives.invalid:80']);
  expect(readFileSync(join(folder, 'got.tgz')).length).toBe(archive.bytes);
});
