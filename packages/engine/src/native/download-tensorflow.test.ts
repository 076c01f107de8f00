import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fullDisk } from '../../../../tests/support/full-disk.js';
import { ChecksumError, DiskSpaceError } from '../errors.js';
import { downloadTensorFlow } from './download-tensorflow.js';
import { writeFakePip } from './testing/fake-pip.js';
import { FakeReleases } from './testing/fake-release.js';

let root: string;
let cache: string;
let folder: string;
let fake: FakeReleases;
let messages: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'teamnet-release-'));
  cache = join(root, 'cache');
  folder = join(cache, '2.21.0-gpu');
  fake = new FakeReleases();
  messages = [];
  writeFakePip(join(root, 'bin'), await fake.listen());
  vi.stubEnv('PYTHON', join(root, 'bin', 'python3'));
  for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  fake[Symbol.dispose]();
  rmSync(root, { recursive: true });
});

function download(variant: 'cpu' | 'gpu' = 'gpu'): Promise<void> {
  const onProgress = ({ message }: { message: string }) =>
    void (messages.at(-1) !== message && messages.push(message));
  return downloadTensorFlow(fake.releases[variant], folder, { onProgress });
}

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

test('TensorFlow with CUDA lies as Python has it, its libraries beside it, and no wheel is left', async () => {
  await download();
  expect(readdirSync(cache)).toEqual(['2.21.0-gpu']);
  expect(filesIn(folder)).toEqual([
    'nvidia/cuda_nvcc/bin/ptxas',
    'nvidia/cuda_runtime/lib/libcudart.so.12',
    'tensorflow/include/tensorflow/c/eager/c_api.h',
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/libtensorflow_framework.so.2',
  ]);
  expect(statSync(join(folder, 'nvidia/cuda_nvcc/bin/ptxas')).mode & 0o111).toBe(0o111);
  expect(messages[0]).toBe('Downloading TensorFlow 2.21.0 with CUDA, 1 of 3: tensorflow');
  expect(messages.at(-1)).toBe('Unpacking TensorFlow 2.21.0 with CUDA, 3 of 3: nvidia-cuda-nvcc-cu12');
});

test('TensorFlow for the processor is that one folder', async () => {
  await download('cpu');
  expect(filesIn(folder)).toContain('libtensorflow_cc.so.2');
  expect(messages[0]).toBe('Downloading TensorFlow 2.21.0');
});

test('a wheel with a wrong checksum is one error, nothing is there under the name, and the next call goes on', async () => {
  const right = fake.files.get('nvidia-cuda-runtime-cu12')!;
  fake.files.set(
    'nvidia-cuda-runtime-cu12',
    right.map((byte, index) => (index === 99 ? byte ^ 1 : byte)),
  );
  await expect(download()).rejects.toBeInstanceOf(ChecksumError);
  expect(readdirSync(cache)).toEqual(['2.21.0-gpu.part']);
  fake.files.set('nvidia-cuda-runtime-cu12', right);
  fake.asked.length = 0;
  await download();
  expect(fake.asked).toEqual(['nvidia-cuda-runtime-cu12', 'nvidia-cuda-nvcc-cu12']);
  expect(readdirSync(cache)).toEqual(['2.21.0-gpu']);
});

test('a wheel that is not there is one error that names its address', async () => {
  fake.files.delete('tensorflow');
  // pip is asked to download it then, and cannot either.
  await expect(download()).rejects.toThrow('pip cannot download tensorflow');
  expect(existsSync(folder)).toBe(false);
});

test('too little room is told before anything is downloaded', async () => {
  fake.releases.gpu.unpackedBytes = 1e15;
  await expect(download()).rejects.toBeInstanceOf(DiskSpaceError);
  expect(fake.asked).toEqual([]);
});

test('a full disk is one error with nothing half-made, and with room again the same call does it', async (context) => {
  using disk = fullDisk(cache);
  context.skip(disk.problem !== null, `no small disk could be mounted: ${disk.problem}`);
  await expect(download()).rejects.toBeInstanceOf(DiskSpaceError);
  expect(readdirSync(cache)).toEqual(['.filler']);
  disk.free();
  await download();
  expect(filesIn(folder)).toHaveLength(5);
});
