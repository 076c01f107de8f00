import * as tf from '@tensorflow/tfjs';
import { asWasm } from './heap.js';

/**
 * `Identity` that shares the numbers, as tfjs' other backends do; the WASM backend copies them, each time a tensor is
 * kept for the gradient. Safe because tensors never change.
 *
 * Input of any shape and dtype; output the same.
 */
export const identity: tf.KernelConfig = {
  kernelName: tf.Identity,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const { dataId, shape, dtype } = inputs.x as tf.TensorInfo;
    asWasm(backend).incRef(dataId);
    return { dataId, shape, dtype };
  },
};
