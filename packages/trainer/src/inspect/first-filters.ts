import type * as tf from '@tensorflow/tfjs';
import { everyLayer } from './every-layer.js';

/** Kernels that look at the pixels themselves. */
export interface FirstFilters {
  layer: string;
  height: number;
  width: number;
  /** 3 for colours; 1 for kernels that see one colour each (depthwise). */
  colours: 1 | 3;
  /** Each [height, width, colours], flat. */
  kernels: Float32Array[];
}

/**
 * The kernels of the first convolution, if it is one over the three colours of a pixel; null where there is none, as
 * in a network of dense layers.
 */
export function firstFilters(model: tf.LayersModel): FirstFilters | null {
  for (const { layer } of everyLayer(model)) {
    const kernel = layer.weights.find(({ shape }) => shape.length === 4);
    if (!kernel) {
      // A dense layer before any convolution: what follows does not see pixels.
      if (layer.getClassName() === 'Dense') return null;
      continue;
    }
    const [height, width, input, output] = kernel.shape as [number, number, number, number];
    if (input !== 3) return null;
    const values = kernel.read().dataSync<'float32'>();
    const depthwise = /Depthwise|Separable/.test(layer.getClassName());
    const colours = depthwise ? 1 : 3;
    const count = depthwise ? input * output : output;
    const kernels = Array.from({ length: count }, (_, index) =>
      Float32Array.from({ length: height * width * colours }, (_, at) =>
        depthwise ? values[at * count + index]! : values[at * output + index]!,
      ),
    );
    return { layer: layer.name, height, width, colours, kernels };
  }
  return null;
}
