import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** The tfjs backend `wasm`, whatever type tfjs gives it where kernels are called. */
export function asWasm(backend: unknown): BackendWasm {
  return backend as BackendWasm;
}

/**
 * The numbers of a float32 tensor where they lie in WASM memory, to read or write in place. Ask again after any new
 * tensor: growing the memory detaches earlier views.
 */
export function floatsOf(wasm: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return wasm.typedArrayFromHeap(tensor) as Float32Array;
}

/** The tensor of what a kernel made, so that tfjs' operations can go on with it; `tf.tidy` disposes of it. */
export function asTensor(info: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}

/**
 * A copy with a place of its own in WASM memory (`tf.clone` and `tf.reshape` share one).
 *
 * Vital for the second argument of `tf.matMul`: the WASM backend keeps a packed copy of it by tensor place alone, so that
 * the same place in another shape is multiplied wrongly, and the packed copy lives as long as the place.
 */
export function copyOf<T extends tf.Tensor>(wasm: BackendWasm, x: T): T {
  const copy = wasm.makeOutput(x.shape, 'float32');
  floatsOf(wasm, copy).set(floatsOf(wasm, x));
  return asTensor(copy) as T;
}
