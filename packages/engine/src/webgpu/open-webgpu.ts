import type * as Tfjs from '@tensorflow/tfjs';
import { findDawn, loadDawn } from './dawn.js';
import { WebGpuUnavailableError } from './errors.js';
import { type Adapter, findAdapter } from './find-adapter.js';
import { makeBackend } from './make-backend.js';
import { useSoftwareAdapter } from './software-adapter.js';

/** TensorFlow.js on WebGPU, ready to train. */
export interface WebGpuEngine {
  /** The tfjs API, its backend set to `webgpu`. */
  tf: typeof Tfjs;
  /** Version of @tensorflow/tfjs-backend-webgpu. */
  version: string;
  /** `gpu (its name)`, or `cpu (its name)` for an adapter that computes on the processor. */
  device: string;
  /** Of JavaScript; the GPU's own are the driver's affair. */
  threads: number;
}

let opened: Adapter | undefined;

/**
 * Opens the tfjs backend `webgpu` over Dawn: any GPU with a Vulkan (Linux), Metal (macOS) or D3D12 (Windows) driver.
 * The GPU is first tried in another process.
 *
 * @param options.allowSoftware take an adapter that computes on the processor too (SwiftShader, lavapipe): for tests, and
 * slower than WASM
 * @throws WebGpuUnavailableError with the reason
 */
export async function openWebGpu(options: { allowSoftware: boolean }): Promise<WebGpuEngine> {
  const tf = await import('@tensorflow/tfjs');
  if (opened === undefined) {
    const adapter = await findAdapter(options);
    try {
      if (adapter.chromium) useSoftwareAdapter(adapter.chromium);
      const backend = await makeBackend(loadDawn(findDawn()));
      tf.registerBackend('webgpu', () => backend, 3);
    } catch (cause) {
      if (cause instanceof WebGpuUnavailableError) throw cause;
      throw new WebGpuUnavailableError(`${adapter.name} does not open (${firstLine(cause)})`, cause);
    }
    opened = adapter;
  }
  if (opened.software && !options.allowSoftware)
    throw new WebGpuUnavailableError(`${opened.name} computes on the processor, slower than WASM`);
  if (!(await tf.setBackend('webgpu'))) throw new WebGpuUnavailableError('its backend did not start');
  const device = `${opened.software ? 'cpu' : 'gpu'} (${opened.name})`;
  return { tf, version: tf.version_core, device, threads: 1 };
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
}
