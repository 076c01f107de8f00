import type * as Tfjs from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { WasmUnavailableError } from './errors.js';
import { findWasmFolder } from './find-wasm-folder.js';
import { guardMemory } from './guard-memory.js';

/** TensorFlow.js on WebAssembly, ready to train. */
export interface WasmEngine {
  /** The tfjs API, its backend set to `wasm`. */
  tf: typeof Tfjs;
  /** Version of @tensorflow/tfjs-backend-wasm. */
  version: string;
  /** `cpu (SIMD)`, or `cpu` where WebAssembly has no SIMD. */
  device: string;
  /**
   * Always 1 in Node: tfjs' threaded build starts its workers from `blob:` addresses, which Node's `Worker` refuses
   * (https://github.com/tensorflow/tfjs/issues/3830).
   */
  threads: number;
}

/**
 * Opens the fallback engine for machines without native TensorFlow: the tfjs WASM backend with the gradient kernels
 * that it lacks (registerMissingKernels). Loads nothing native and nothing from the internet.
 *
 * Throws WasmUnavailableError where the .wasm files are missing or WebAssembly cannot start.
 */
export async function openWasm(): Promise<WasmEngine> {
  try {
    const folder = findWasmFolder();
    const tf = await import('@tensorflow/tfjs');
    const { getThreadsCount, setWasmPaths, version_wasm } = await import('@tensorflow/tfjs-backend-wasm');
    const { registerMissingKernels } = await import('./register-missing-kernels.js');
    if (tf.findBackend('wasm') === null) setWasmPaths(folder);
    registerMissingKernels();
    if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly did not start');
    guardMemory(tf.backend() as BackendWasm);
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return { tf, version: version_wasm, device: simd ? 'cpu (SIMD)' : 'cpu', threads: getThreadsCount() };
  } catch (cause) {
    if (cause instanceof WasmUnavailableError) throw cause;
    throw new WasmUnavailableError(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
