import type { LayerWeights, WeightTensor } from '../read/weight-tensor.js';

/** torch's name of what Keras calls so. */
const torchNames: Readonly<Record<string, string>> = {
  kernel: 'weight',
  depthwise_kernel: 'weight',
  gamma: 'weight',
  bias: 'bias',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

/** Axes of torch's array in the order in which Keras has them, by Keras' name and the number of axes. */
const orders: Readonly<Record<string, readonly number[]>> = {
  // [out, in, height, width] → [height, width, in, out]
  'kernel 4': [2, 3, 1, 0],
  // [channels, 1, height, width] → [height, width, channels, 1]
  'depthwise_kernel 4': [2, 3, 0, 1],
  // [out, in] → [in, out]
  'kernel 2': [1, 0],
};

/**
 * A layer of PyTorch as Keras would hold it: arrays in the order of `wanted` (Keras' names, such as `moving_mean`),
 * axes in Keras' order. Counters such as `num_batches_tracked` are left out. What has no counterpart is left out too,
 * so that the caller sees the difference.
 */
export function fromTorchLayout(layer: LayerWeights, wanted: readonly string[]): WeightTensor[] {
  return wanted.flatMap((name) => {
    const tensor = layer.tensors.find((candidate) => candidate.name === torchNames[name]);
    if (!tensor) return [];
    const order = orders[`${name} ${tensor.shape.length}`];
    return [{ ...(order ? permute(tensor, order) : tensor), name }];
  });
}

/** The array with its axes in another order; `order[i]` is the old place of the new axis i. */
function permute({ name, shape, values }: WeightTensor, order: readonly number[]): WeightTensor {
  const oldStrides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, side) => size * side, 1));
  const newShape = order.map((axis) => shape[axis]!);
  const strides = order.map((axis) => oldStrides[axis]!);
  const permuted = new Float32Array(values.length);
  const index = newShape.map(() => 0);
  let from = 0;
  for (let i = 0; i < permuted.length; i++) {
    permuted[i] = values[from]!;
    for (let axis = newShape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < newShape[axis]!) break;
      from -= strides[axis]! * newShape[axis]!;
      index[axis] = 0;
    }
  }
  return { name, shape: newShape, values: permuted };
}
