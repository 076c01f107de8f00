import type * as tf from '@tensorflow/tfjs';

type Call = (inputs: tf.Tensor | tf.Tensor[], options: object) => tf.Tensor | tf.Tensor[];

/**
 * Runs `work` while `change` stands between a layer's output and what comes after it. This finds a layer's features,
 * and the gradient by them, in a network of any shape, without building another network of its parts.
 */
export function withOutput<T>(
  layer: tf.layers.Layer,
  change: (output: tf.Tensor) => tf.Tensor,
  work: () => T,
): T {
  const patched = layer as unknown as { call: Call };
  const own = Object.hasOwn(patched, 'call') ? patched.call : null;
  const call = patched.call.bind(layer) as Call;
  patched.call = (inputs, options) => {
    const output = call(inputs, options);
    return change(Array.isArray(output) ? output[0]! : output);
  };
  try {
    return work();
  } finally {
    if (own) patched.call = own;
    else delete (patched as Partial<typeof patched>).call;
  }
}
