import { availableParallelism } from 'node:os';
import { visibleGpus } from './gpus.js';

/** What a training occupies, as the queue knows it. */
export interface ComputeDevice {
  /** Name of its folder of tickets: `cpu`, `webgpu` or `gpu-<UUID>`. */
  id: string;
  /** For people: `the CPU`, `NVIDIA T4 (GPU 0)`. */
  name: string;
  /** How much of it there is: the threads of a CPU, 1 for a GPU. */
  capacity: number;
  /** How much of that one training takes. */
  share: number;
}

/**
 * The device that an open engine computes on. A training takes a GPU whole, and of the CPU as many threads as it
 * computes with: with `TEAMNET_THREADS=2` four trainings fit on eight cores at once.
 */
export function computeDevice(engine: { name: string; device: string; threads: number }): ComputeDevice {
  if (engine.name === 'webgpu') return { id: 'webgpu', name: 'the WebGPU device', capacity: 1, share: 1 };
  if (engine.device.startsWith('gpu')) {
    const gpu = visibleGpus()[0];
    const id = `gpu-${gpu?.uuid ?? '0'}`.replace(/[^\w-]/g, '_');
    return { id, name: gpu ? `the ${gpu.name} (GPU ${gpu.index})` : 'the GPU', capacity: 1, share: 1 };
  }
  const capacity = availableParallelism();
  return { id: 'cpu', name: 'the CPU', capacity, share: Math.min(engine.threads, capacity) };
}
