import type * as tf from '@tensorflow/tfjs';

/** What a layer costs for one image. */
export interface LayerCost {
  /** Floating-point operations of the forward pass, not training; a multiply-add counts as 2. */
  flops: number;
  /** Bytes of its output in float32. */
  activationBytes: number;
}

/** Operations for each number that a layer gives, where they do not depend on its weights. */
const perOutput: Record<string, number> = {
  Activation: 1,
  Add: 1,
  // Folded: a factor and a summand a channel.
  BatchNormalization: 2,
  Multiply: 1,
  ReLU: 1,
  Rescaling: 2,
};

/**
 * Counts a layer's arithmetic for one image, as TensorFlow's profiler does (`float_operation`): convolutions and dense
 * layers take 2 operations for each multiply-add, and 1 for each bias and activation that they add; pooling takes one for
 * each number in its window; normalization, activation, addition and rescaling take 1 or 2 for each number. Layers
 * that only move numbers (flatten, reshape, concatenate, crop, dropout outside of training), and layers that are not
 * known here, count 0.
 */
export function layerCost(layer: tf.layers.Layer): LayerCost {
  const outputs = sizeOf(layer.outputShape as tf.Shape);
  return { flops: countFlops(layer, outputs), activationBytes: 4 * outputs };
}

function countFlops(layer: tf.layers.Layer, outputs: number): number {
  const type = layer.getClassName();
  const config = layer.getConfig();
  const input = Array.isArray(layer.input) ? undefined : layer.input.shape;
  const places = outputs / ((layer.outputShape as tf.Shape).at(-1) ?? 1);
  // Each weight of a kernel is multiplied once at each place of the output, whatever the channels.
  const kernel = (name: string) => 2 * places * weightSize(layer, name);
  const added = (config.useBias ? outputs : 0) + ((config.activation ?? 'linear') === 'linear' ? 0 : outputs);
  switch (type) {
    case 'Conv2D':
    case 'Dense':
      return kernel('kernel') + added;
    case 'DepthwiseConv2D':
      return kernel('depthwise_kernel') + added;
    case 'SeparableConv2D':
      return kernel('depthwise_kernel') + kernel('pointwise_kernel') + added;
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return outputs * (config.poolSize as number[]).reduce((product, size) => product * size, 1);
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      return input ? sizeOf(input) : 0;
    default:
      return outputs * (perOutput[type] ?? (hasActivation(type) ? 1 : 0));
  }
}

function hasActivation(type: string): boolean {
  return ['ELU', 'LeakyReLU', 'Softmax', 'ThresholdedReLU'].includes(type);
}

function weightSize(layer: tf.layers.Layer, name: string): number {
  const weight = layer.weights.find(({ originalName }) => originalName.split('/').at(-1) === name);
  return weight ? weight.shape.reduce<number>((product, size) => product * size!, 1) : 0;
}

/** Numbers in one example; the first axis is the batch. */
function sizeOf(shape: tf.Shape): number {
  return shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
}
