import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EnvironmentError, NativeUnavailableError, TensorFlowFolderError } from './errors.js';
import { bindingFolder } from './native/binding-folder.js';
import { setUpNative } from './native/set-up-native.js';
import { writeFakeTensorFlow } from './native/testing/fake-tensorflow.js';
import { openEngine } from './open-engine.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-engine-'));
  writeFakeTensorFlow(join(folder, 'tensorflow'));
  vi.stubEnv('TEAMNET_CACHE_DIR', join(folder, 'cache'));
  vi.stubEnv('TEAMNET_TENSORFLOW', join(folder, 'tensorflow'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('the plain JavaScript engine opens and computes, without the greeting of tfjs', async () => {
  const log = vi.spyOn(console, 'warn');
  const { tf, ...engine } = await openEngine({ engine: 'cpu' });
  expect(engine).toEqual({ name: 'cpu', version: '4.22.0', device: 'cpu', threads: 1 });
  expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});

test('a model is saved to and loaded from file://', async () => {
  const { tf } = await openEngine({ engine: 'cpu' });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  await model.save(`file://${folder}/model`);
  const loaded = await tf.loadLayersModel(`file://${folder}/model/model.json`);
  expect(loaded.countParams()).toBe(8);
});

test('without a binding the next engine is opened and says why; native asked for by name is an error', async () => {
  const { tf: _, ...engine } = await openEngine();
  // WebGPU where this machine has a GPU, never on the processor.
  const expected =
    engine.name === 'webgpu'
      ? /^Fell back from native TensorFlow to WebGPU: it has not been set up\.$/
      : /^Fell back from native TensorFlow to WASM: it has not been set up\. Nor can WebGPU be used: .+\.$/;
  expect(engine.fallback).toMatch(expected);
  expect(engine.device).toMatch(engine.name === 'webgpu' ? /^gpu/ : /^cpu/);
  await expect(openEngine({ engine: 'native' })).rejects.toBeInstanceOf(NativeUnavailableError);
});

test('a TEAMNET_TENSORFLOW or TEAMNET_THREADS that cannot be used is an error, not a fallback', async () => {
  vi.stubEnv('TEAMNET_TENSORFLOW', join(folder, 'nowhere'));
  await expect(openEngine()).rejects.toBeInstanceOf(TensorFlowFolderError);
  vi.stubEnv('TEAMNET_THREADS', 'two');
  await expect(openEngine()).rejects.toBeInstanceOf(EnvironmentError);
});

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'a set-up without a compiler says so in one line and changes nothing (on x86-64 Linux only)',
  async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CXX', '');
    expect(await setUpNative({ onProgress: () => {} })).toEqual({
      ready: false,
      changed: false,
      reason:
        'Fell back from native TensorFlow to WASM: there is no C++ compiler to build its binding with (c++, g++ or clang++).',
    });
  },
);

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'a TensorFlow that does not link is one error with the log of the compiler (on x86-64 Linux only)',
  async () => {
    const compiler = join(folder, 'compiler');
    writeFileSync(
      compiler,
      '#!/bin/sh\n[ "$1" = --version ] && exec echo 1\necho "ld: error: cannot find it" >&2; exit 1\n',
      {
        mode: 0o755,
      },
    );
    vi.stubEnv('CXX', compiler);
    const steps: string[] = [];
    await expect(setUpNative({ onProgress: ({ step }) => steps.push(step) })).rejects.toMatchObject({
      code: 'binding-build-failed',
      message: expect.stringContaining('ld: error: cannot find it'),
      remedy: expect.stringContaining(`${bindingFolder(join(folder, 'tensorflow'))}.log`),
    });
    expect(steps).toEqual(['find', 'build']);
  },
);
