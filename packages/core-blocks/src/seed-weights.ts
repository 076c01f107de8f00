import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';

/** What tfjs' random initializers have in common; tfjs does not export their classes. */
interface RandomInitializer {
  seed: number | null | undefined;
  apply(shape: number[], dtype?: tf.DataType): tf.Tensor;
}

/**
 * Draws all initial weights anew from one seed: each weight with its own initializer (Glorot uniform where nothing
 * else was asked, as in Keras) and a seed of its own, made of `seed`, the layer's place and the weight's name. The
 * same seed gives the same weights in every process and on every engine. An initializer that has a seed keeps it.
 */
export function seedWeights(model: tf.LayersModel, seed: number): void {
  for (const [place, layer] of model.layers.entries())
    for (const weight of layer.weights) {
      const name = weight.originalName.split('/').at(-1)!;
      const initializer = initializerOf(layer, name);
      if (!initializer || (initializer.seed ?? null) !== null) continue;
      initializer.seed = deriveSeed(seed, place, name);
      const initial = initializer.apply(weight.shape as number[], weight.dtype);
      weight.write(initial);
      initial.dispose();
    }
}

/** `depthwise_kernel` is drawn by the layer's `depthwiseInitializer`, `kernel` by its `kernelInitializer`. */
function initializerOf(layer: tf.layers.Layer, weightName: string): RandomInitializer | null {
  const field = `${weightName.replace(/(?<=.)_kernel$/, '')}Initializer`;
  const initializer = (layer as unknown as Record<string, unknown>)[field];
  return typeof initializer === 'object' && initializer !== null && 'seed' in initializer
    ? (initializer as RandomInitializer)
    : null;
}

function deriveSeed(seed: number, place: number, name: string): number {
  // 31 bits: tfjs' initializers treat a seed as a positive int32.
  return createHash('sha256').update(`${seed}/${place}/${name}`).digest().readUInt32LE() >>> 1;
}
