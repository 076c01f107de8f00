import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassRoom } from './support/class-room.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());
// The data folder of somebody who used Python's TFDS before.
const folder = room.path('tensorflow_datasets');
cpSync(join(import.meta.dirname, 'support', 'tfds-wrote', 'tf_flowers'), join(folder, 'tf_flowers'), {
  recursive: true,
});
const env = { TEAMNET_SOURCE: 'prepared', TFDS_DATA_DIR: folder, TEAMNET_CACHE_DIR: room.path('cache') };
const data = (...args: string[]) => room.teamnet(['data', ...args], { env });

test("a folder that Python's TFDS prepared is found, described and verified without a download", async () => {
  const { code, stdout } = await data('info', 'tf_flowers', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ name: 'tf_flowers', version: '3.0.1', source: 'prepared' },
    splits: { train: { numExamples: 10, labels: { daisy: 2, roses: 2 } } },
  });
  expect((await data('verify', 'tf_flowers')).stdout).toMatch(/all 10 examples are whole/);
});

test("splits are asked for in TFDS' words, and a wrong one is one clear error", async () => {
  const show = (split: string) =>
    data('show', 'tf_flowers', '--split', split, '--count', '3', '--out', room.path('examples.png'));
  const picked = await show('train[:25%] + train[-1shard]');
  expect([picked.code, picked.stdout]).toEqual([
    0,
    expect.stringContaining('train[:25%] + train[-1shard] of tf_flowers, source: prepared'),
  ]);
  const wrong = await show('train[5]');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/^error: Split "train\[5\]": a single index must be a shard; .*\n {2}→ .*\n$/);
});
