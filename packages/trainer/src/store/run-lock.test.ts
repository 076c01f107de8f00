import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunLockedError } from '../errors.js';
import { RunLock } from './run-lock.js';

describe('The lock of a run', () => {
  let root: string;
  let folder: string;
  let lockFile: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'teamnet-lock-'));
    folder = join(root, 'baseline', 'tf_flowers');
    lockFile = join(root, 'baseline', '.tf_flowers.lock');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('is held by one at a time, and the error names the run, the process and the file', () => {
    {
      using _lock = RunLock.take(folder, 'baseline on tf_flowers');
      expect(() => RunLock.take(folder, 'baseline on tf_flowers')).toThrow(RunLockedError);
      expect(() => RunLock.take(folder, 'baseline on tf_flowers')).toThrow(
        `baseline on tf_flowers is being trained already by process ${process.pid}.`,
      );
    }
    expect(existsSync(lockFile)).toBe(false);
    using again = RunLock.take(folder, 'baseline on tf_flowers');
    expect(again).toBeInstanceOf(RunLock);
  });

  test('is taken over from a process that is no more', () => {
    RunLock.take(folder, 'x')[Symbol.dispose]();
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(lockFile, JSON.stringify({ pid: dead, host: hostname(), started: '1' }));
    using lock = RunLock.take(folder, 'x');
    expect(lock).toBeInstanceOf(RunLock);
  });

  test.runIf(process.platform === 'linux')('is not held by a later process of the same pid', () => {
    RunLock.take(folder, 'x')[Symbol.dispose]();
    writeFileSync(lockFile, JSON.stringify({ pid: process.pid, host: hostname(), started: '1' }));
    using lock = RunLock.take(folder, 'x');
    expect(lock).toBeInstanceOf(RunLock);
  });

  test('is respected when it was made on another machine', () => {
    RunLock.take(folder, 'x')[Symbol.dispose]();
    writeFileSync(lockFile, JSON.stringify({ pid: 1, host: 'elsewhere', started: null }));
    expect(() => RunLock.take(folder, 'x')).toThrow('process 1 on elsewhere');
  });

  test('that was cut off while being written is taken over', () => {
    RunLock.take(folder, 'x')[Symbol.dispose]();
    writeFileSync(lockFile, '{"pid":');
    using lock = RunLock.take(folder, 'x');
    expect(lock).toBeInstanceOf(RunLock);
  });
});
