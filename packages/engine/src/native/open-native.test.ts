import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openEngine } from '../open-engine.js';
import { buildBinding } from './build-binding.js';
import { findBinding } from './find-binding.js';
import { findCompiler } from './find-compiler.js';
import { findTensorFlow } from './find-tensorflow.js';
import { loadQuietly } from './load-quietly.js';

const binding = findBinding();
const tensorflow = await findTensorFlow();
const compiler = await findCompiler();

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.skipIf(!binding)('native TensorFlow opens and computes (where it is set up)', async () => {
  const { tf, ...engine } = await openEngine();
  expect(engine.name).toBe('native');
  expect(engine.fallback).toBeUndefined();
  expect(engine.version).toMatch(/^2\.\d+\.\d+/);
  expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
});

test.skipIf(!tensorflow || !compiler)(
  'a binding is built, keeps the greeting of TensorFlow out of the log, and is not built twice (where there is TensorFlow and a compiler)',
  { timeout: 300_000 },
  async () => {
    const cache = mkdtempSync(join(tmpdir(), 'teamnet-cache-'));
    vi.stubEnv('TEAMNET_CACHE_DIR', cache);
    try {
      const first = await buildBinding(tensorflow!.folder, compiler!.command);
      expect(first.built).toBe(true);
      expect(await buildBinding(tensorflow!.folder, compiler!.command)).toEqual({ ...first, built: false });
      const shown = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      loadQuietly(first.binding, () =>
        writeSync(2, 'I0000 oneDNN custom operations are on.\nE0000 broken\n'),
      );
      expect(shown.mock.calls).toEqual([['E0000 broken\n']]);
    } finally {
      rmSync(cache, { recursive: true });
    }
  },
);
