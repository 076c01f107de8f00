import type { TensorMetadata, TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/**
 * Attributes that tfjs-node leaves to TensorFlow's eager mode to infer, and that a graph must spell out.
 *
 * @param result the operation's first output
 */
export function inferredAttributes(op: string, result: TensorMetadata, binding: TFJSBinding): TFEOpAttr[] {
  if (op !== 'ExpandDims') return [];
  return [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: result.dtype },
    { name: 'Tdim', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 },
  ];
}
