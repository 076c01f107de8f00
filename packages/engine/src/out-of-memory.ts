import { OutOfMemoryError } from './errors.js';

/**
 * How an allocation that failed is told: TensorFlow's status 8 (RESOURCE_EXHAUSTED) by way of tfjs-node, the CUDA
 * libraries' own words, C++'s and V8's, and the WASM engine's.
 */
const signs = [
  /Invalid TF_Status: 8\b/,
  /RESOURCE_EXHAUSTED|ResourceExhausted/,
  /\bOOM when allocating/,
  /CUDA_ERROR_OUT_OF_MEMORY|CUD(NN|A)_STATUS_ALLOC_FAILED|CUBLAS_STATUS_ALLOC_FAILED/,
  /std::bad_alloc/,
  /Array buffer allocation failed/,
];

/**
 * What a step threw as one clear error, where it is that the device's memory was full; any other error as it is.
 * @param step what was computed on which device, and with how many images at once
 */
export function explainOutOfMemory(error: unknown, step: { device: string; batchSize: number }): unknown {
  const { message = '', code = '' } = error as { message?: string; code?: string };
  const isFull = code === 'wasm-out-of-memory' || signs.some((sign) => sign.test(message));
  return isFull ? new OutOfMemoryError(step.device, step.batchSize, error) : error;
}
