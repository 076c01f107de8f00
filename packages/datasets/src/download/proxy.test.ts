import { mkdirSync, readFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { downloadArchive } from './download-archive.js';

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, '');
  return () => void vi.unstubAllEnvs();
});

/** An archive on a server, and a proxy that knows every host by that server and refuses tunnels, as many do. */
async function behindProxy() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'tf_flowers', 1);
  const { base, requests } = await serveFolder(join(folder, 'served'));
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(
      [request.method, request.url, request.headers['proxy-authorization']].filter(Boolean).join(' '),
    );
    const { pathname } = new URL(request.url!);
    const { range } = request.headers;
    ask(`${base}${pathname}`, { headers: range ? { range } : {} }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    }).end();
  }).on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const download = async (url: string) => {
    await downloadArchive({ ...builder.archives[0]!, url }, join(folder, 'got.tgz'), { onBytes: () => {} });
    return readFileSync(join(folder, 'got.tgz')).length === builder.archives[0]!.bytes;
  };
  return { host, asked, base, requests, download };
}

test('a download from http:// is asked of $HTTP_PROXY, with its name and password', async () => {
  const { host, asked, download } = await behindProxy();
  vi.stubEnv('HTTP_PROXY', `http://student:pass%20word@${host}`);
  // A name that only the proxy can reach.
  expect(await download('http://archives.invalid/flower_photos.tgz')).toBe(true);
  const basic = `Basic ${Buffer.from('student:pass word').toString('base64')}`;
  expect(asked).toEqual([`GET http://archives.invalid/flower_photos.tgz ${basic}`]);
});

test('a download from https:// goes through a tunnel of $HTTPS_PROXY; a refusal is one clear error', async () => {
  const { host, asked, download } = await behindProxy();
  vi.stubEnv('https_proxy', `http://${host}`);
  await expect(download('https://archives.invalid/flower_photos.tgz')).rejects.toMatchObject({
    code: 'host-unreachable',
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked)).toEqual(new Set(['CONNECT archives.invalid:443']));
});

test('a proxy that cannot be reached is said to be the one of $HTTP_PROXY, and no warning of a library comes first', async () => {
  const { download } = await behindProxy();
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  onTestFinished(() => void warned.mockRestore());
  for (const proxy of ['http://127.0.0.1:1', 'nonsense']) {
    vi.stubEnv('HTTP_PROXY', proxy);
    await expect(download('http://archives.invalid/flower_photos.tgz')).rejects.toMatchObject({
      message: expect.stringMatching(/ cannot be reached: .*, asked through \$HTTP_PROXY\.$/),
    });
  }
  expect(warned).not.toHaveBeenCalled();
});

test('hosts in $NO_PROXY are asked themselves', async () => {
  const { host, asked, base, requests, download } = await behindProxy();
  vi.stubEnv('http_proxy', `http://${host}`);
  vi.stubEnv('NO_PROXY', 'example.org,127.0.0.1');
  expect(await download(`${base}/flower_photos.tgz`)).toBe(true);
  expect([asked, requests]).toEqual([[], ['/flower_photos.tgz']]);
});
