import { NativeUnavailableError } from '../errors.js';
import { openNative } from '../native/open-native.js';
import type { EngineName } from '../open-engine.js';
import { WasmUnavailableError } from '../wasm/errors.js';
import { findWasmFolder } from '../wasm/find-wasm-folder.js';
import { WebGpuUnavailableError } from '../webgpu/errors.js';
import { findAdapter } from '../webgpu/find-adapter.js';
import type { OtherEngine } from './diagnosis.js';

/** The engines that were not opened, in the order in which they are tried, each with what it lacks. Opens none. */
export async function diagnoseOtherEngines(opened: EngineName): Promise<OtherEngine[]> {
  const looks: [EngineName, () => Promise<string> | string][] = [
    ['native', async () => `TensorFlow ${(await openNative()).version}`],
    [
      'webgpu',
      async () => `${(await findAdapter({ allowSoftware: false })).name}, slower than native TensorFlow`,
    ],
    ['wasm', () => findWasmFolder() && 'one thread, slower than native TensorFlow'],
  ];
  const others = looks.filter(([name]) => name !== opened);
  return Promise.all(
    others.map(async ([name, look]): Promise<OtherEngine> => {
      try {
        return { name, usable: true, what: await look() };
      } catch (error) {
        if (error instanceof NativeUnavailableError || error instanceof WebGpuUnavailableError)
          return { name, usable: false, what: error.why };
        if (error instanceof WasmUnavailableError) return { name, usable: false, what: error.message };
        throw error;
      }
    }),
  );
}
