import type { Lora } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { LoraError } from '../errors.js';

/** A kernel that can have an adapter. */
export interface AdaptableKernel {
  layer: tf.layers.Layer;
  weight: tf.LayerVariable;
  /** As a matrix: how many numbers go into one output, and how many outputs there are. */
  inputs: number;
  outputs: number;
}

/** The weight that is adapted, by Keras class; of a separable convolution the pointwise half, a matrix product. */
const KERNELS: Readonly<Record<string, string>> = {
  Dense: 'kernel',
  Conv2D: 'kernel',
  SeparableConv2D: 'pointwise_kernel',
};

/**
 * The kernels of the layers that `layers` names, the head's never: it is trained whole.
 * @throws LoraError for a name that no such layer has, or a rank that makes a named layer's adapter no smaller than its
 *   kernel; with `all` such layers are left as they are
 */
export function findKernels(
  model: tf.LayersModel,
  rank: number,
  layers: NonNullable<Lora['layers']>,
): AdaptableKernel[] {
  const kernels = model.layers
    .filter((layer) => layer !== model.outputLayers[0])
    .flatMap((layer) => kernelOf(layer) ?? []);
  const smaller = ({ inputs, outputs }: AdaptableKernel) => rank * (inputs + outputs) < inputs * outputs;
  const chosen = layers === 'all' ? kernels.filter(smaller) : named(kernels, layers);
  const large = chosen.find((kernel) => !smaller(kernel));
  if (large)
    throw new LoraError(
      `rank ${rank} is too large for the layer "${large.layer.name}", whose kernel is ${large.inputs} x ${large.outputs}: its adapter would have ${rank * (large.inputs + large.outputs)} weights in place of ${large.inputs * large.outputs}`,
      'Choose a lower lora.rank, or leave the layer out.',
    );
  if (chosen.length === 0)
    throw new LoraError(
      `no layer of the network has a kernel that an adapter of rank ${rank} makes smaller`,
      'Choose a lower lora.rank.',
    );
  return chosen;
}

function kernelOf(layer: tf.layers.Layer): AdaptableKernel | null {
  const name = KERNELS[layer.getClassName()];
  const weight = layer.weights.find(({ originalName }) => originalName.split('/').at(-1) === name);
  if (!weight) return null;
  const outputs = weight.shape.at(-1)!;
  const inputs = weight.shape.slice(0, -1).reduce<number>((product, size) => product * size!, 1);
  return { layer, weight, inputs, outputs };
}

function named(kernels: readonly AdaptableKernel[], patterns: readonly string[]): AdaptableKernel[] {
  const matchers = patterns.map((pattern) => ({
    pattern,
    expression: new RegExp(`^${pattern.split('*').map(escapeExpression).join('.*')}$`),
  }));
  const lost = matchers.find(({ expression }) => !kernels.some(({ layer }) => expression.test(layer.name)));
  if (lost)
    throw new LoraError(
      `lora.layers names "${lost.pattern}", which is no layer that can have an adapter`,
      `Use "all", or names of: ${kernels.map(({ layer }) => layer.name).join(', ')}.`,
    );
  return kernels.filter(({ layer }) => matchers.some(({ expression }) => expression.test(layer.name)));
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
