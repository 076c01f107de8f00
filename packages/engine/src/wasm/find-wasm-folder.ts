import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { WasmUnavailableError } from './errors.js';

/**
 * The folder of the .wasm files, with the slash at its end that tfjs wants.
 * @throws WasmUnavailableError where they are missing
 */
export function findWasmFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  const folder = dirname(entry);
  const file = join(folder, 'tfjs-backend-wasm-simd.wasm');
  if (!existsSync(file)) throw new WasmUnavailableError(`${file} is missing`);
  return `${folder}/`;
}
