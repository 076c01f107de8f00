import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeFakeGpus } from '../native/testing/fake-nvidia-smi.js';
import { computeDevice } from './compute-device.js';
import { listGpus, readDriver, visibleGpus } from './gpus.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-gpus-'));
  vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const t4 = { index: 0, uuid: 'GPU-1111-aa', name: 'Tesla T4', driver: '550.54.14' };
const l4 = { index: 1, uuid: 'GPU-2222-bb', name: 'NVIDIA L4', driver: '550.54.14' };

test('the GPUs are those that nvidia-smi lists; none where it is not there or its driver does not answer', () => {
  vi.stubEnv('PATH', folder);
  expect(listGpus()).toEqual([]);
  writeFakeGpus(join(folder, 'two'), [t4, l4]);
  vi.stubEnv('PATH', join(folder, 'two'));
  expect(listGpus()).toEqual([t4, l4]);
  writeFakeGpus(join(folder, 'broken'), undefined);
  vi.stubEnv('PATH', join(folder, 'broken'));
  expect(listGpus()).toEqual([]);
});

test('without nvidia-smi the GPUs are those that the driver shows in /proc', () => {
  expect(readDriver(folder)).toEqual([]);
  mkdirSync(join(folder, 'gpus', '0000:3b:00.0'), { recursive: true });
  const version = 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.14  Release Build\n';
  writeFileSync(join(folder, 'version'), version);
  const information =
    'Model: \t\t Tesla T4\nIRQ:   \t\t 37\nGPU UUID: \t GPU-1111-aa\nVideo BIOS: \t 90.04\n';
  writeFileSync(join(folder, 'gpus', '0000:3b:00.0', 'information'), information);
  expect(readDriver(folder)).toEqual([t4]);
});

test('CUDA_VISIBLE_DEVICES is read as CUDA reads it: indices, beginnings of UUIDs, up to the first that is none', () => {
  const visible = (value: string | undefined) => visibleGpus([t4, l4], value).map(({ name }) => name);
  expect(visible(undefined)).toEqual(['Tesla T4', 'NVIDIA L4']);
  expect(visible('1')).toEqual(['NVIDIA L4']);
  expect(visible('1, 0')).toEqual(['NVIDIA L4', 'Tesla T4']);
  expect(visible('GPU-2222')).toEqual(['NVIDIA L4']);
  expect(visible('MIG-3333-cc')).toEqual(['Tesla T4']);
  for (const hidden of ['', '-1', 'none', '7']) expect(visible(hidden)).toEqual([]);
  expect(visible('0,-1,1')).toEqual(['Tesla T4']);
});

test('a training takes a GPU whole, by its UUID, and of the CPU its threads', () => {
  vi.stubEnv('PATH', folder);
  writeFakeGpus(folder, [t4, l4]);
  vi.stubEnv('CUDA_VISIBLE_DEVICES', '1');
  const engine = { name: 'native', device: 'gpu (NVIDIA L4)', threads: 1 };
  expect(computeDevice(engine)).toEqual({
    id: 'gpu-GPU-2222-bb',
    name: 'the NVIDIA L4 (GPU 1)',
    capacity: 1,
    share: 1,
  });
  expect(computeDevice({ ...engine, device: 'cpu' })).toMatchObject({ id: 'cpu', name: 'the CPU', share: 1 });
  const cpu = computeDevice({ ...engine, device: 'cpu', threads: 1000 });
  expect(cpu.share).toBe(cpu.capacity);
});
