import { createRequire } from 'node:module';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Dawn } from './dawn.js';
import { WebGpuUnavailableError } from './errors.js';
import { readAtOnce } from './read-at-once.js';

/** What a shader may use, as far as the GPU goes; WebGPU's defaults are those of a phone. */
const limits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** Dawn ends with the object that it was made of, so it must outlive the backend. */
const kept: GPU[] = [];

/**
 * The tfjs backend `webgpu` over Dawn's best GPU, its kernels registered.
 * @throws WebGpuUnavailableError where the GPU found before does not open
 */
export async function makeBackend(dawn: Dawn): Promise<WebGPUBackend> {
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create([]);
  kept.push(gpu);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new WebGpuUnavailableError('the GPU that was there a moment ago has gone');
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(limits.map((name) => [name, adapter.limits[name]])),
  });
  // Loaded before there is a navigator: with one it registers a backend of its own.
  const { WebGPUBackend } = createRequire(import.meta.url)(
    '@tensorflow/tfjs-backend-webgpu',
  ) as typeof import('@tensorflow/tfjs-backend-webgpu');
  // The types of tfjs are older than `info`.
  const { info } = adapter as GPUAdapter & { info: GPUAdapterInfo };
  const backend = withNavigator(gpu, () => new WebGPUBackend(device, info));
  readAtOnce(backend, watchFailures(device));
  return backend;
}

/** Collects what goes wrong on the GPU, which WebGPU tells later than it happens; returns what hands out the first of it. */
function watchFailures(device: GPUDevice): () => string | undefined {
  let lost: string | undefined;
  let failure: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    // Keeps Dawn from printing it, and the errors that follow from it, itself.
    event.preventDefault();
    failure ??= (event as GPUUncapturedErrorEvent).error.message.split('\n')[0]!;
  });
  void device.lost.then(({ message }) => {
    lost = message || 'its driver was reset.';
  });
  return () => {
    const first = lost ?? failure;
    failure = undefined;
    return first;
  };
}

/**
 * Runs `make` with `navigator.gpu` there: the backend looks for it once. Not for longer, because a global reference to
 * Dawn keeps Node from ending, and other programs take a `navigator` for a browser's.
 */
function withNavigator<T>(gpu: GPU, make: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  try {
    return make();
  } finally {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else Reflect.deleteProperty(globalThis, 'navigator');
  }
}
