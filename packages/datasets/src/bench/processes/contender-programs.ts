import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWithTfds, TFDS_ENVIRONMENT } from '../../interop/tfds-python.js';
import type { Program } from './run-program.js';

/**
 * A file of `bench/contenders/`.
 * @param contender e.g. `our-prepare`
 * @param env what it has instead of this process' environment
 */
export function ourProgram(contender: string, args: readonly string[], env: Program['env'] = {}): Program {
  const file = fileURLToPath(new URL(`../contenders/${contender}.js`, import.meta.url));
  return { name: 'Teamnet', command: process.execPath, args: [file, ...args], env };
}

/** A script of `packages/datasets/peers/`, run with the real TFDS. @param script e.g. `tfds_prepare.py` */
export function tfdsProgram(script: string, args: readonly string[]): Program {
  const file = join(import.meta.dirname, '..', '..', '..', 'peers', script);
  // The allocator's settings are for our engine.
  const env = { ...TFDS_ENVIRONMENT, GLIBC_TUNABLES: undefined };
  return { name: 'TFDS', command: pythonWithTfds(), args: [file, ...args], env };
}
