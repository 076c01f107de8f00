import { findDawn } from './dawn.js';
import { WebGpuUnavailableError } from './errors.js';
import { type AdapterInfo, probeAdapter } from './probe-adapter.js';
import { environmentOf, findSoftwareAdapter, type SoftwareAdapter } from './software-adapter.js';

/** A GPU that WebGPU can compute on, or a program that behaves like one. */
export interface Adapter extends AdapterInfo {
  /** Chromium's, where the system itself has none. */
  chromium?: SoftwareAdapter;
}

/**
 * The GPU to compute on.
 * @param options.allowSoftware take one that computes on the processor where there is no other; it is slower than WASM
 * @throws WebGpuUnavailableError with the reason where there is none
 */
export async function findAdapter({ allowSoftware }: { allowSoftware: boolean }): Promise<Adapter> {
  const dawn = findDawn();
  const own = await probeAdapter(dawn);
  if ('name' in own && (allowSoftware || !own.software)) return own;
  const why = 'name' in own ? `${own.name} computes on the processor, slower than WASM` : own.why;
  const chromium = allowSoftware ? findSoftwareAdapter() : undefined;
  if (!chromium) throw new WebGpuUnavailableError(why);
  const found = await probeAdapter(dawn, environmentOf(chromium));
  if ('name' in found) return { ...found, chromium };
  throw new WebGpuUnavailableError(`${why}, and with Chromium's SwiftShader ${found.why}`);
}
