import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cpuInstructions } from './cpu-instructions.js';
import { diagnose } from './diagnose.js';
import type { Diagnosis } from './diagnosis.js';
import { findProblems } from './find-problems.js';
import { formatDiagnosis } from './format-diagnosis.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-diagnose-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const fine: Omit<Diagnosis, 'problems'> = {
  engine: { name: 'native', version: '2.21.0', device: 'cpu', mode: 'compiled', threads: 2 },
  node: { version: '20.20.2', supported: true },
  system: { platform: 'linux', arch: 'x64', cpu: 'A processor', cores: 2, instructions: ['AVX2'] },
  memory: { totalBytes: 16e9, freeBytes: 8e9 },
  folders: [{ name: 'data', path: '/data', exists: true, writable: true, freeBytes: 50e9 }],
  python: { command: 'python3', version: '3.11.7', pip: '23.2.1' },
  compiler: { command: 'c++', version: 'c++ 12.2.0' },
};

test('this machine is diagnosed, and the folders are those of the environment', async () => {
  mkdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'cache', 'wheel'), 'x'.repeat(1000));
  vi.stubEnv('TEAMNET_CACHE_DIR', join(folder, 'cache'));
  vi.stubEnv('TFDS_DATA_DIR', join(folder, 'data'));
  vi.stubEnv('TEAMNET_MANUAL_DIR', join(folder, 'manual'));
  const diagnosis = await diagnose();
  expect(Object.keys(diagnosis.engine)).toEqual(
    expect.arrayContaining(['name', 'version', 'device', 'mode']),
  );
  const others = ['native', 'webgpu', 'wasm'].filter((name) => name !== diagnosis.engine.name);
  expect(diagnosis.otherEngines!.map(({ name }) => name)).toEqual(others);
  for (const { name, what } of diagnosis.otherEngines!) {
    expect(what).not.toBe('');
    expect(formatDiagnosis(diagnosis)).toContain(`Not used: ${name}`);
  }
  expect(diagnosis.otherEngines!.find(({ name }) => name === 'wasm')?.usable ?? true).toBe(true);
  expect(diagnosis.node).toEqual({ version: process.versions.node, supported: true });
  expect(diagnosis.folders).toMatchObject([
    { name: 'data', path: join(folder, 'data'), exists: false, writable: true },
    { name: 'manual data', path: join(folder, 'manual'), exists: false },
    { name: 'cache', path: join(folder, 'cache'), exists: true, writable: true, usedBytes: 1000 },
  ]);
  const mend = 'Mend or unset TEAMNET_MANUAL_DIR.';
  expect(diagnosis.problems.map(({ remedy }) => remedy)).toContain(mend);
  expect(formatDiagnosis(diagnosis)).toContain(mend);
});

test('a machine where all is well has no problems', () => {
  expect(findProblems(fine)).toEqual([]);
  expect(formatDiagnosis({ ...fine, problems: [] })).toMatch(
    /^Engine +native\nVersion +2\.21\.0\n[\s\S]*Nothing is missing\.$/,
  );
});

test('each thing that is missing is named with what mends it', () => {
  const { compiler: _, python: __, ...bare } = fine;
  const problems = findProblems({
    ...bare,
    engine: { ...fine.engine, name: 'wasm', mode: 'eager', fallback: 'Fell back to WASM.' },
    node: { version: '18.0.0', supported: false },
    memory: { totalBytes: 2e9, freeBytes: 1e9 },
    folders: [
      { name: 'data', path: '/data', exists: true, writable: false, freeBytes: 50e9 },
      { name: 'cache', path: '/cache', exists: true, writable: true, freeBytes: 1e9 },
    ],
  });
  expect(problems.map(({ what }) => what)).toEqual([
    'Node 18.0.0 is too old.',
    'Fell back to WASM.',
    'There is no C++ compiler, which native TensorFlow needs once.',
    'There is no Python with pip, which downloads TensorFlow.',
    'The data folder /data cannot be written.',
    'The disk of the cache folder /cache has 1.0 GB left.',
    'This machine has 2.0 GB of memory.',
  ]);
});

test('a GPU that TensorFlow does not use is named, with why', () => {
  const unusedGpu = { what: 'The NVIDIA T4 is not used: this TensorFlow has no CUDA.', remedy: 'Mend it.' };
  expect(findProblems({ ...fine, unusedGpu })).toEqual([unusedGpu]);
});

test('vector instructions are read as Linux lists them, by whole words', () => {
  const file = join(folder, 'cpuinfo');
  writeFileSync(file, 'processor : 0\nflags\t\t: fpu avx avx2 avx512_vnni fma4\n');
  expect(cpuInstructions(file)).toEqual(['AVX', 'AVX2', 'AVX-512 VNNI']);
  expect(cpuInstructions(join(folder, 'none'))).toEqual([]);
});
