import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { WasmMemoryError } from './errors.js';

/** Where tensors may lie: what is above stays free for the copies that kernels make, since they do not check theirs. */
const ceiling = 3.5 * 2 ** 30;

const guarded = new WeakSet<BackendWasm>();

/**
 * Makes the backend throw WasmMemoryError when WebAssembly's 4 GB are nearly full. Without it the backend goes on with
 * address 0, and training ends in "Aborted()" or "memory access out of bounds".
 */
export function guardMemory(backend: BackendWasm): void {
  if (guarded.has(backend)) return;
  guarded.add(backend);
  // Emscripten's allocator, which the types of the backend leave out.
  const module = backend.wasm as unknown as {
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    const address = allocate(bytes);
    const isFull = bytes > 0 && (address === 0 || (address >>> 0) + bytes > ceiling);
    if (!isFull) return address;
    module._free(address);
    throw new WasmMemoryError(bytes);
  };
}
