import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { withLock } from './with-lock.js';

/** Above every pid of Linux (4194304) and macOS. */
const NOBODY = 9_999_999;

function held(content: object | string): string {
  const file = join(temporaryFolder(), 'a.lock');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('one works at a time, and each in the end', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(20);
    inside--;
    return 'done';
  };
  const results = await Promise.all([1, 2, 3].map(() => withLock(file, {}, work)));
  expect(results).toEqual(['done', 'done', 'done']);
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock is given back when the work fails', async () => {
  const file = join(temporaryFolder(), 'a.lock');
  const fail = () => withLock(file, {}, () => Promise.reject(new Error('broken')));
  await expect(fail()).rejects.toThrow('broken');
  expect(existsSync(file)).toBe(false);
});

test('the lock of a dead process, a silent machine or a torn file is taken over', async () => {
  const dead = held({ pid: NOBODY, host: hostname(), token: 'x' });
  const silent = held({ pid: 1, host: 'elsewhere', token: 'x' });
  utimesSync(silent, new Date(), new Date(Date.now() - 120_000));
  for (const file of [dead, silent]) expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
});

test.runIf(process.platform === 'linux')(
  'the lock of a dead process whose number another one has now is taken over',
  async () => {
    const file = held({ pid: process.pid, host: hostname(), start: 'of another boot', token: 'x' });
    expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
  },
);

test('what was left while a lock was taken goes after a minute', async () => {
  const file = join(temporaryFolder(), 'a.lock');
  for (const [name, age] of [
    ['old', 120],
    ['new', 1],
  ] as const) {
    writeFileSync(`${file}.${name}`, '');
    utimesSync(`${file}.${name}`, new Date(), new Date(Date.now() - age * 1000));
  }
  await withLock(file, {}, async () => 'mine');
  expect([existsSync(`${file}.old`), existsSync(`${file}.new`)]).toEqual([false, true]);
});

test('a living holder is waited for, told once, until the signal', async () => {
  const stop = new AbortController();
  const waits: string[] = [];
  const onWait = (holder: string) => {
    waits.push(holder);
    setTimeout(() => stop.abort(), 450);
  };
  const file = held({ pid: process.pid, host: hostname(), token: 'other' });
  const waiting = withLock(file, { signal: stop.signal, onWait }, async () => 'never');
  await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
  expect(waits).toEqual([`process ${process.pid} on ${hostname()}`]);
  expect(existsSync(file)).toBe(true);
});
