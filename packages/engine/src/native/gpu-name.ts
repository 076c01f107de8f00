import { visibleGpus } from '../device/gpus.js';

/** Name of the NVIDIA GPU that CUDA numbers first; undefined where there is none or `CUDA_VISIBLE_DEVICES` hides all. */
export function gpuName(): string | undefined {
  return visibleGpus()[0]?.name;
}
