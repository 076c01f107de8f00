import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { NativeUnavailableError } from './errors.js';
import { openNative } from './native/open-native.js';
import { openWasm } from './wasm/open-wasm.js';
import { WebGpuUnavailableError } from './webgpu/errors.js';
import { openWebGpu, type WebGpuEngine } from './webgpu/open-webgpu.js';

export type EngineName = 'native' | 'webgpu' | 'wasm' | 'cpu';

/** What computes: the tfjs API over one of its backends. */
export interface Engine {
  /** The tfjs API; the same object as `import * as tf from '@tensorflow/tfjs'`, its backend set. */
  tf: typeof tf;
  name: EngineName;
  /** Version of TensorFlow (native) or of the tfjs backend. */
  version: string;
  /** `cpu`, `cpu (SIMD)` or `gpu (its name)`. */
  device: string;
  threads: number;
  /** One line: what it fell back to and why. */
  fallback?: string;
}

/**
 * Opens the first engine that works, and makes it the backend of tfjs: native TensorFlow where it is set up, else WebGPU
 * where there is a GPU with a driver, else WASM. Downloads nothing (setUpNative does). `model.save('file://…')` works with
 * each.
 *
 * @param options.engine only this one: `native`, `webgpu` (here a program that behaves like a GPU will do: SwiftShader,
 * lavapipe), `wasm`, or `cpu` (plain JavaScript, slow, for tests)
 * @throws NativeUnavailableError, WebGpuUnavailableError, WasmUnavailableError where the engine asked for does not work
 */
export async function openEngine(options: { engine?: EngineName } = {}): Promise<Engine> {
  // Before the first kernel runs: tfjs greets every Node process on the console unless in production.
  tf.env().set('PROD', true);
  registerFileSystem();
  switch (options.engine) {
    case 'native':
      return { name: 'native', ...(await openNative()) };
    case 'webgpu':
      return { name: 'webgpu', ...(await openWebGpu({ allowSoftware: true })) };
    case 'wasm':
      return { name: 'wasm', ...(await openWasm()) };
    case 'cpu':
      await tf.setBackend('cpu');
      return { tf, name: 'cpu', version: tf.version_core, device: 'cpu', threads: 1 };
    default:
      return openFirst();
  }
}

async function openFirst(): Promise<Engine> {
  try {
    return { name: 'native', ...(await openNative()) };
  } catch (error) {
    if (!(error instanceof NativeUnavailableError)) throw error;
    return openWithoutNative(error.why);
  }
}

async function openWithoutNative(why: string): Promise<Engine> {
  let webgpu: WebGpuEngine;
  try {
    webgpu = await openWebGpu({ allowSoftware: false });
  } catch (error) {
    if (!(error instanceof WebGpuUnavailableError)) throw error;
    const fallback = `Fell back from native TensorFlow to WASM: ${why}. Nor can WebGPU be used: ${error.why}.`;
    return { name: 'wasm', ...(await openWasm()), fallback };
  }
  return { name: 'webgpu', ...webgpu, fallback: `Fell back from native TensorFlow to WebGPU: ${why}.` };
}

let hasFileSystem = false;

/** The `file://` handlers that tfjs-node registers in its main file, which is not loaded here. */
function registerFileSystem(): void {
  if (hasFileSystem) return;
  const { nodeFileSystemRouter } = createRequire(import.meta.url)(
    '@tensorflow/tfjs-node-gpu/dist/io/file_system',
  ) as typeof import('@tensorflow/tfjs-node-gpu/dist/io/file_system.js');
  tf.io.registerSaveRouter(nodeFileSystemRouter);
  tf.io.registerLoadRouter(nodeFileSystemRouter);
  hasFileSystem = true;
}
