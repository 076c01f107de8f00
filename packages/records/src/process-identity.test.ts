import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isRunning, thisProcess } from './process-identity.js';

test('this process runs, and one that has ended does not', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isRunning(thisProcess())).toBe(true);
  expect(isRunning({ ...thisProcess(), pid })).toBe(false);
});

test.runIf(process.platform === 'linux')('a later process of the same pid is another one', () => {
  expect(isRunning({ ...thisProcess(), started: '1' })).toBe(false);
});

test('a process whose start is unknown is known by its pid, and one of another machine not at all', () => {
  expect(isRunning({ ...thisProcess(), started: null })).toBe(true);
  expect(isRunning({ ...thisProcess(), host: 'elsewhere' })).toBeUndefined();
});
