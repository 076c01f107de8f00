import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { GraphNode } from './graph-node.js';
import type { InputSpec } from './program.js';

/** The binding's number of a dtype. */
export function typeOf(backend: NodeJSKernelBackend, dtype: InputSpec['dtype']): number {
  const { TF_UINT8, TF_INT32, TF_FLOAT } = backend.binding;
  return { uint8: TF_UINT8, int32: TF_INT32, float32: TF_FLOAT }[dtype];
}

/** An input of the graph. */
export function placeholderNode(backend: NodeJSKernelBackend, name: string, spec: InputSpec): GraphNode {
  const { TF_ATTR_TYPE, TF_ATTR_SHAPE } = backend.binding;
  return {
    name,
    op: 'Placeholder',
    inputs: [],
    attributes: [
      { name: 'dtype', type: TF_ATTR_TYPE, value: typeOf(backend, spec.dtype) },
      { name: 'shape', type: TF_ATTR_SHAPE, value: spec.shape },
    ],
  };
}

/** The value of a variable, float32. */
export function readNode(backend: NodeJSKernelBackend, name: string, handle: string): GraphNode {
  const { TF_ATTR_TYPE, TF_FLOAT } = backend.binding;
  const dtype = { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT };
  return { name, op: 'ReadVariableOp', inputs: [handle], attributes: [dtype] };
}

/** Sets a variable to the output of another node. */
export function assignNode(
  backend: NodeJSKernelBackend,
  name: string,
  handle: string,
  value: string,
  after: string[] = [],
): GraphNode {
  const { TF_ATTR_TYPE, TF_FLOAT } = backend.binding;
  const dtype = { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT };
  return { name, op: 'AssignVariableOp', inputs: [handle, value], attributes: [dtype], after };
}

/**
 * A copy in TensorFlow's own memory of a float32 input. What is handed in lies in JavaScript's memory: a variable that took
 * it over would change with the array that the caller still has, and would let go of it in a thread that is not V8's.
 */
export function copyNode(backend: NodeJSKernelBackend, name: string, value: string): GraphNode {
  const { TF_ATTR_TYPE, TF_FLOAT } = backend.binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  return { name, op: 'DeepCopy', inputs: [value], attributes: [type] };
}
