import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChecksumError, DownloadError } from '../errors.js';
import { downloadFile } from './download-file.js';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');

let folder: string;
let server: Server;
let url: string;
let ranges: (string | undefined)[];
/** How much of the file has arrived when each connection is cut, in bytes; none when it is empty. */
let cuts: number[];
let cutAt: number | undefined;
let cut: () => void;
let knowsRanges: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-download-'));
  ranges = [];
  cuts = [];
  knowsRanges = true;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    if (request.url === '/missing') {
      response.writeHead(404).end();
      return;
    }
    const from = knowsRanges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const rest = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    cutAt = cuts.shift();
    cut = () => response.destroy();
    if (cutAt === undefined) response.end(rest);
    else if (cutAt === from) response.write('', cut);
    else response.write(rest.subarray(0, cutAt - from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wheel`;
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function download(options: Partial<Parameters<typeof downloadFile>[0]> = {}): Promise<void> {
  const file = join(folder, 'wheel');
  const onProgress = (received: number) => received === cutAt && cut();
  return downloadFile({ url, file, bytes: content.length, sha256, onProgress, retryDelay: 1, ...options });
}

test('a file arrives whole, with its progress, and no part is left', async () => {
  const progress: number[] = [];
  await download({ onProgress: (received) => progress.push(received) });
  expect(readFileSync(join(folder, 'wheel')).equals(content)).toBe(true);
  expect(progress.at(-1)).toBe(content.length);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(existsSync(join(folder, 'wheel.part'))).toBe(false);
});

test('a connection that is cut twice goes on each time where it stopped', async () => {
  cuts = [100_000, 150_000];
  await download();
  expect(readFileSync(join(folder, 'wheel')).equals(content)).toBe(true);
  expect(ranges).toEqual([undefined, 'bytes=100000-', 'bytes=150000-']);
});

test('a download that fails for good keeps its part, and the next call goes on from there', async () => {
  cuts = [120_000, 120_000];
  const failed = download({ retries: 1 });
  await expect(failed).rejects.toBeInstanceOf(DownloadError);
  expect(existsSync(join(folder, 'wheel'))).toBe(false);
  expect(statSync(join(folder, 'wheel.part')).size).toBe(120_000);
  await download();
  expect(ranges.at(-1)).toBe('bytes=120000-');
  expect(readFileSync(join(folder, 'wheel')).equals(content)).toBe(true);
});

test('a server that knows no ranges sends it again from the start', async () => {
  knowsRanges = false;
  cuts = [100_000];
  await download();
  expect(readFileSync(join(folder, 'wheel')).equals(content)).toBe(true);
});

test('a file with another SHA-256 is an error, and nothing of it is kept', async () => {
  await expect(download({ sha256: '0'.repeat(64) })).rejects.toBeInstanceOf(ChecksumError);
  expect(existsSync(join(folder, 'wheel'))).toBe(false);
  expect(existsSync(join(folder, 'wheel.part'))).toBe(false);
});

test('a file that is not there is one error that names the address, without retries', async () => {
  const missing = url.replace('wheel', 'missing');
  await expect(download({ url: missing })).rejects.toThrow(
    `Could not download ${missing}: the server answered 404 Not Found.`,
  );
  expect(ranges).toHaveLength(1);
});

test('an aborted download stops and keeps its part', async () => {
  cuts = [100_000];
  const controller = new AbortController();
  const aborted = download({ onProgress: () => controller.abort(), signal: controller.signal });
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  expect(statSync(join(folder, 'wheel.part')).size).toBeGreaterThan(0);
});
