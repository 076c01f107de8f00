import { createRequire } from 'node:module';
import type * as core from '@tensorflow/tfjs-core';
import type * as data from '@tensorflow/tfjs-data';

const load = createRequire(import.meta.url);

/**
 * TensorFlow.js, loaded when the first tensor is made: it takes 0.2 s, which whoever only prepares, reads or describes
 * data need not wait for. The same modules that `import` gives.
 */
export function loadTensorflow(): { tf: typeof core; data: typeof data } {
  return {
    tf: load('@tensorflow/tfjs-core') as typeof core,
    data: load('@tensorflow/tfjs-data') as typeof data,
  };
}
