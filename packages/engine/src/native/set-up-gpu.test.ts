import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bindingsFolder } from './binding-folder.js';
import { explainUnusedGpu } from './explain-unused-gpu.js';
import { libraries } from './tensorflow-folder.js';
import { writeFakeGpus } from './testing/fake-nvidia-smi.js';
import { writeFakePip } from './testing/fake-pip.js';
import { FakeReleases } from './testing/fake-release.js';
import { writeFakeTensorFlow } from './testing/fake-tensorflow.js';

let root: string;
let bin: string;
let fake: FakeReleases;
let messages: string[];
const t4 = { index: 0, uuid: 'GPU-1111-aa', name: 'Tesla T4', driver: '550.54.14' };

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'teamnet-gpu-'));
  bin = join(root, 'bin');
  fake = new FakeReleases();
  messages = [];
  writeFakePip(bin, await fake.listen());
  writeFakeGpus(bin, [t4]);
  // It is asked for its version only: every build fails, which ends a set-up just after the choice.
  writeFileSync(
    join(bin, 'c++'),
    '#!/bin/sh\n[ "$1" = --version ] && exec echo 1\necho "error: stop" >&2; exit 1\n',
    {
      mode: 0o755,
    },
  );
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  vi.stubEnv('CXX', join(bin, 'c++'));
  vi.stubEnv('PYTHON', join(bin, 'python3'));
  vi.stubEnv('TEAMNET_CACHE_DIR', join(root, 'cache'));
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'TEAMNET_TENSORFLOW']) vi.stubEnv(name, '');
  vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
  vi.resetModules();
  vi.doMock('./tensorflow-release.js', () => ({
    tensorflowReleases: fake.releases,
    wheelTarget: { python: '3.11', platforms: [] },
  }));
});

afterEach(() => {
  vi.doUnmock('./tensorflow-release.js');
  vi.unstubAllEnvs();
  fake[Symbol.dispose]();
  rmSync(root, { recursive: true });
});

/** @returns what the set-up gave or threw, as far as the choice goes */
async function setUp() {
  const { setUpNative } = await import('./set-up-native.js');
  return setUpNative({ onProgress: ({ message }) => void messages.push(message) }).catch(
    (error: { code: string }) => error.code,
  );
}

const built = () => messages.at(-1)!.replace(/^.* in /, '');

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'A set-up (on x86-64 Linux only)',
  () => {
    test('takes the TensorFlow with CUDA where there is an NVIDIA GPU', async () => {
      expect(await setUp()).toBe('binding-build-failed');
      expect(fake.asked).toEqual(['tensorflow', 'nvidia-cuda-runtime-cu12', 'nvidia-cuda-nvcc-cu12']);
      expect(built()).toBe(join(root, 'cache', 'tensorflow', '2.21.0-gpu', 'tensorflow'));
      expect(existsSync(join(built(), '..', 'nvidia', 'cuda_runtime', 'lib', 'libcudart.so.12'))).toBe(true);
      fake.asked.length = 0;
      await setUp();
      expect(fake.asked).toEqual([]);
    });

    test.each(['', '-1'])(
      'takes the one for the processor where CUDA_VISIBLE_DEVICES is "%s"',
      async (value) => {
        vi.stubEnv('CUDA_VISIBLE_DEVICES', value);
        await setUp();
        expect(fake.asked).toEqual(['tensorflow-cpu']);
        expect(built()).toBe(join(root, 'cache', 'tensorflow', '2.21.0-cpu'));
      },
    );

    test('takes the one for the processor, and says why, where the GPU’s does not fit on the disk', async () => {
      fake.releases.gpu.unpackedBytes = 1e15;
      await setUp();
      expect(fake.asked).toEqual(['tensorflow-cpu']);
      expect(messages.find((message) => message.includes('without CUDA'))).toContain('There is no room');
    });

    test('looks again where a GPU came after the set-up, and keeps what is there where nothing can be had', async () => {
      const binding = join(bindingsFolder(), 'abc');
      mkdirSync(binding, { recursive: true });
      writeFakeTensorFlow(join(root, 'tensorflow'));
      symlinkSync(join(root, 'tensorflow'), join(binding, 'tensorflow'));
      writeFileSync(join(binding, 'tfjs_binding.node'), '');
      symlinkSync('abc', join(bindingsFolder(), 'current'));
      writeFileSync(join(bin, 'c++'), '#!/bin/sh\nexit 1\n');
      vi.stubEnv('PATH', bin);
      expect(await setUp()).toMatchObject({
        ready: true,
        changed: false,
        note: expect.stringMatching(/^The Tesla T4 is not used: there is no C\+\+ compiler/),
      });
      vi.stubEnv('CUDA_VISIBLE_DEVICES', '-1');
      expect(await setUp()).toMatchObject({
        ready: true,
        note: expect.stringMatching(
          /^Training is slower than it could be, without the fused kernels: there is no/,
        ),
      });
      expect(libraries.every((name) => existsSync(join(binding, 'tensorflow', name)))).toBe(true);
    });
  },
);

describe('A GPU that is not used is explained', () => {
  const what = (folder?: string) => explainUnusedGpu(folder)?.what;
  const withCuda = () => {
    mkdirSync(join(root, 'site', 'nvidia', 'cuda_runtime', 'lib'), { recursive: true });
    mkdirSync(join(root, 'site', 'tensorflow'), { recursive: true });
    return join(root, 'site', 'tensorflow');
  };

  test('by the TensorFlow, the variable, the driver, or what TensorFlow says', () => {
    expect(what(root)).toBe('The Tesla T4 is not used: this TensorFlow has no CUDA.');
    expect(what(withCuda())).toBe('The Tesla T4 is not used: TensorFlow finds no CUDA device.');
    vi.stubEnv('CUDA_VISIBLE_DEVICES', '-1');
    expect(what(withCuda())).toBe('The Tesla T4 is not used: CUDA_VISIBLE_DEVICES is "-1".');
  });

  test('by a driver that is too old; and without a GPU there is nothing to explain', () => {
    writeFakeGpus(join(root, 'old'), [{ ...t4, driver: '470.82.01' }]);
    vi.stubEnv('PATH', join(root, 'old'));
    expect(what(withCuda())).toContain('its driver 470.82.01 is older than 525');
    vi.stubEnv('PATH', root);
    expect(what(withCuda())).toBeUndefined();
  });
});
