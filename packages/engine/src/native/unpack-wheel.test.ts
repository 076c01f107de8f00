import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fullDisk } from '../../../../tests/support/full-disk.js';
import { WheelError } from '../errors.js';
import { unpackWheel } from './unpack-wheel.js';

const files = {
  'tensorflow/libtensorflow_cc.so.2': 'c'.repeat(5000),
  'tensorflow/libtensorflow_framework.so.2': 'f'.repeat(3000),
  'tensorflow/include/tensorflow/c/c_api.h': '// c_api',
  'tensorflow/include/tensorflow/c/eager/c_api.h': '// eager',
  'tensorflow/include/tsl/platform/ctstring_internal.h': '// ctstring',
  'tensorflow/include/xla/tsl/c/tsl_status.h': '// status',
  'tensorflow/include/LICENSE': 'Apache',
  'tensorflow/include/absl/log/log.h': '// not wanted',
  'tensorflow/python/keras/layers.py': '# not wanted',
};

let folder: string;
let wheel: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-wheel-'));
  wheel = join(folder, 'wheel.whl');
  target = join(folder, 'tensorflow');
});

afterEach(() => rmSync(folder, { recursive: true }));

function zip(contents: Record<string, string>): void {
  const entries = Object.entries(contents).map(([name, text]) => [name, strToU8(text)] as const);
  writeFileSync(wheel, zipSync(Object.fromEntries(entries)));
}

test('the libraries, C headers and licence are unpacked as Python has them, and nothing else', async () => {
  zip(files);
  const progress: [number, number][] = [];
  await unpackWheel(wheel, target, { onProgress: (...event) => progress.push(event) });
  const unpacked = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(unpacked).toHaveLength(7);
  expect(readFileSync(join(target, 'libtensorflow_cc.so.2'), 'utf8')).toBe('c'.repeat(5000));
  expect(existsSync(join(target, 'include/tensorflow/c/eager/c_api.h'))).toBe(true);
  expect(progress.at(-1)![0]).toBe(progress.at(-1)![1]);
  expect(progress.at(-1)![1]).toBeGreaterThan(8000);
});

test('a wheel without the library is an error that says so', async () => {
  const { 'tensorflow/libtensorflow_cc.so.2': _, ...rest } = files;
  zip(rest);
  const unpacked = unpackWheel(wheel, target, { onProgress: () => {} });
  await expect(unpacked).rejects.toThrow(
    `${wheel} cannot be unpacked: it holds no tensorflow/libtensorflow_cc.so.2.`,
  );
  expect(readdirSync(folder)).toEqual(['wheel.whl']);
});

test('a truncated wheel is a WheelError, and nothing is left of it', async () => {
  zip(files);
  truncateSync(wheel, 300);
  await expect(unpackWheel(wheel, target, { onProgress: () => {} })).rejects.toBeInstanceOf(WheelError);
  expect(readdirSync(folder)).toEqual(['wheel.whl']);
});

test('an interrupted unpacking leaves nothing under the final name', async () => {
  zip(files);
  const controller = new AbortController();
  const unpacked = unpackWheel(wheel, target, {
    onProgress: () => controller.abort(),
    signal: controller.signal,
  });
  await expect(unpacked).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(folder)).toEqual(['wheel.whl']);
});

test('a disk that becomes full is the system’s error, and nothing is left of it', async (context) => {
  zip(files);
  using disk = fullDisk(join(folder, 'disk'));
  context.skip(disk.problem !== null, `no small disk could be mounted: ${disk.problem}`);
  zip({ ...files, 'tensorflow/libtensorflow_cc.so.2': 'c'.repeat(100_000) });
  const unpacked = unpackWheel(wheel, join(folder, 'disk', 'tensorflow'), { onProgress: () => {} });
  await expect(unpacked).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(readdirSync(join(folder, 'disk'))).toEqual(['.filler']);
});

test('of a CUDA wheel the libraries are unpacked', async () => {
  zip({
    'nvidia/nccl/lib/libnccl.so.2': 'nccl',
    'nvidia/nccl/lib/libnccl_device.bc': '',
    'nvidia/nccl/include/nccl.h': '',
  });
  await unpackWheel(wheel, target, { inside: 'nvidia/nccl', onProgress: () => {} });
  expect(readdirSync(target, { recursive: true })).toEqual(['lib', 'lib/libnccl.so.2']);
});
