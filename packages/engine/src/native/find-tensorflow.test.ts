import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findTensorFlow } from './find-tensorflow.js';
import { setUpNative } from './set-up-native.js';
import { otherMachine, writeFakeTensorFlow } from './testing/fake-tensorflow.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-named-'));
  vi.stubEnv('TEAMNET_TENSORFLOW', folder);
  vi.stubEnv('TEAMNET_CACHE_DIR', join(folder, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function writeVersion(version: string): void {
  const headers = join(folder, 'include', 'tensorflow', 'core', 'public');
  mkdirSync(headers, { recursive: true });
  const [major, minor, patch] = version.split('.');
  const parts = Object.entries({ MAJOR: major, MINOR: minor, PATCH: patch });
  const lines = parts.map(([name, value]) => `#define TF_${name}_VERSION ${value}`);
  writeFileSync(join(headers, 'release_version.h'), lines.join('\n'));
}

test('a TensorFlow that was named is taken, with or without a GPU', async () => {
  writeFakeTensorFlow(folder);
  writeVersion('2.17.1');
  for (const variant of ['cpu', 'gpu'] as const)
    expect(await findTensorFlow(variant)).toEqual({ folder, source: 'environment', version: '2.17.1' });
});

test.each(['1.15.0', '2.15.1', '2.22.0', '3.0.0'])('version %s is refused by name', async (version) => {
  writeFakeTensorFlow(folder);
  writeVersion(version);
  await expect(findTensorFlow()).rejects.toMatchObject({
    code: 'tensorflow-folder-invalid',
    message: `TensorFlow in ${folder} cannot be used: it is version ${version}.`,
    remedy: expect.stringContaining('2.16 to 2.21'),
    exitCode: 2,
  });
});

test.runIf(process.platform === 'linux')(
  'a set-up with one of another major version or processor is that one error, and builds nothing (on Linux only)',
  async () => {
    writeFakeTensorFlow(folder, { major: 1 });
    await expect(setUpNative({ onProgress() {} })).rejects.toThrow(
      'libtensorflow_framework.so.1 (another version)',
    );
    writeFakeTensorFlow(folder, { machine: otherMachine });
    await expect(setUpNative({ onProgress() {} })).rejects.toThrow(`this machine is ${process.arch}`);
    expect(() => rmSync(join(folder, 'cache'), { recursive: true })).toThrow('ENOENT');
  },
);
