import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { recordOutsideTurbo } from './record-outside-turbo.js';

const folder = mkdtempSync(join(tmpdir(), 'teamnet-outside-'));
const file = join(folder, '.outside-turbo', 'trained.json');
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('outside of turbo the state is written where turbo looks', () => {
  vi.stubEnv('TURBO_HASH', undefined);
  recordOutsideTurbo(folder, 'trained', ['a']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(['a']);
});

test('inside of a turbo task nothing is written: the task’s hash says it', () => {
  vi.stubEnv('TURBO_HASH', '0123456789abcdef');
  recordOutsideTurbo(folder, 'trained', ['a']);
  expect(existsSync(file)).toBe(false);
});
