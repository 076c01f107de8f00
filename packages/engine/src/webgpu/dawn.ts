import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { watchTurns } from './dawn-turns.js';
import { WebGpuUnavailableError } from './errors.js';

/** Dawn, Chromium's WebGPU, as the npm package `webgpu` brings it for Node. */
export interface Dawn {
  /** The object that browsers call `navigator.gpu`. */
  create(flags: string[]): GPU;
  /** `GPUBufferUsage` and the like, which programs expect to be global. */
  globals: Record<string, unknown>;
}

const require = createRequire(import.meta.url);

/**
 * The library of Dawn for this system and processor.
 * @throws WebGpuUnavailableError where the package is not installed or has none
 */
export function findDawn(): string {
  let folder: string;
  try {
    folder = dirname(require.resolve('webgpu/package.json'));
  } catch (cause) {
    throw new WebGpuUnavailableError(
      'the npm package webgpu is not installed (`npm install --include=optional` does)',
      cause,
    );
  }
  const arch = process.platform === 'darwin' ? 'universal' : process.arch;
  const file = join(folder, 'dist', `${process.platform}-${arch}`, 'dawn.node');
  if (existsSync(file)) return file;
  throw new WebGpuUnavailableError(
    `the npm package webgpu has no library for ${process.platform} on ${process.arch}`,
  );
}

/** Loads Dawn's library; the package's own entry would do the same, but does not say which file it lacks. */
export function loadDawn(file: string): Dawn {
  watchTurns();
  return require(file) as Dawn;
}
