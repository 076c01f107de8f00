import type * as tf from '@tensorflow/tfjs';

/** Multiplications and additions of one image through a network. */
export interface Flop {
  infer: number;
  /** Forward pass, gradients of the weights, and gradients of each layer's input where something below is trained. */
  train: number;
}

/**
 * Counts the products of convolutions and dense layers exactly, a multiplication and an addition as two; what is done
 * once a value (normalization, ReLU, pooling, the optimizer) is left out, as the compute roofline leaves it out
 * (Williams, Waterman & Patterson 2009). Each of the two gradients of a layer takes as many as its forward pass.
 *
 * @param model with one input, channels last
 */
export function countFlop(model: tf.LayersModel): Flop {
  const trainedBelow = new Map<string, boolean>();
  const total = { infer: 0, train: 0 };
  for (const layer of model.layers) {
    const below = inputLayers(layer).some(
      (input) => trainedBelow.get(input.name) || input.trainableWeights.length > 0,
    );
    trainedBelow.set(layer.name, below);
    const stages = forwardFlop(layer);
    stages.forEach((forward, stage) => {
      total.infer += forward;
      // The second stage of a separable convolution has the first one's weights below it.
      total.train += forward * (below || stage > 0 ? 3 : 2);
    });
  }
  return total;
}

/** One number a product: two for a separable convolution, none for a layer that multiplies no matrices. */
function forwardFlop(layer: tf.layers.Layer): number[] {
  const shapes = layer.weights.map(({ shape }) => shape as number[]);
  const output = layer.outputShape as number[];
  const places = output.slice(1, -1).reduce((product, size) => product * size, 1);
  switch (layer.getClassName()) {
    // Kernel [height, width, inputs, filters]; dense: [inputs, units].
    case 'Conv2D':
    case 'Dense':
      return [2 * places * size(shapes[0]!)];
    // Depthwise [height, width, inputs, multiplier], then pointwise [1, 1, inputs x multiplier, filters].
    case 'SeparableConv2D':
      return [2 * places * size(shapes[0]!), 2 * places * size(shapes[1]!)];
    default:
      return [];
  }
}

function inputLayers(layer: tf.layers.Layer): tf.layers.Layer[] {
  const inputs = layer.inboundNodes.length > 0 ? [layer.input].flat() : [];
  return inputs.map((tensor) => tensor.sourceLayer).filter((source) => source !== layer);
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
