import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';

/** The native backend where it is the one in use, else null: fused operations are composed of tfjs' own there. */
export function nativeBackend(): NodeJSKernelBackend | null {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as NodeJSKernelBackend) : null;
}

/** The id under which the binding knows a tensor's numbers; hands them over first where tfjs still holds them. */
export function tensorId(backend: NodeJSKernelBackend, tensor: tf.TensorInfo): number {
  // Private in the types only; every kernel of tfjs-node goes through it.
  return (backend as unknown as { getInputTensorIds(tensors: tf.TensorInfo[]): number[] }).getInputTensorIds([
    tensor,
  ])[0]!;
}

/** A tfjs tensor over numbers that the binding holds; `tf.tidy` disposes of it. */
export function tensorOf(
  backend: NodeJSKernelBackend,
  metadata: { id: number; shape: number[]; dtype: number },
): tf.Tensor {
  return (backend as unknown as { createOutputTensor(metadata: object): tf.Tensor }).createOutputTensor(
    metadata,
  );
}
