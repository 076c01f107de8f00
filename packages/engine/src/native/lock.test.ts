import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisProcess } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.js';

let folder: string;
let file: string;
let waited: string[];
const options = { onWait: (holder: string) => void waited.push(holder), pollMilliseconds: 5 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-lock-'));
  file = join(folder, 'lock');
  waited = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

test('two run one after the other, and the second says for whom it waits', async () => {
  const order: string[] = [];
  const run = (name: string) =>
    withLock(file, options, async () => {
      order.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`${name} ends`);
    });
  await Promise.all([run('first'), run('second')]);
  expect(order).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
  expect(waited).toEqual([`process ${process.pid} on ${hostname()}`]);
  expect(existsSync(file)).toBe(false);
});

test('an error releases it', async () => {
  await expect(withLock(file, options, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that is gone is taken over at once', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  writeFileSync(file, JSON.stringify({ ...thisProcess(), pid }));
  expect(await withLock(file, options, async () => 'done')).toBe('done');
  expect(waited).toEqual([]);
});

test('the lock of another machine is taken over when it has not been touched for a minute', async () => {
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere', started: null }));
  const touched = new Date(Date.now() - 61_000);
  const taken = withLock(file, options, async () => 'done');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(waited).toEqual(['process 1 on elsewhere']);
  utimesSync(file, touched, touched);
  expect(await taken).toBe('done');
});

test('waiting can be aborted, and the holder keeps it', async () => {
  writeFileSync(file, JSON.stringify(thisProcess()));
  const signal = AbortSignal.timeout(20);
  await expect(withLock(file, { ...options, signal }, async () => 'done')).rejects.toThrow();
  expect(existsSync(file)).toBe(true);
});
