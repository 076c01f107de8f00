import { createHash } from 'node:crypto';
import type { Lora } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { variableOf } from '../model-variables.js';
import { type AdaptableKernel, findKernels } from './find-kernels.js';

/** The adapters of a network; they count in its output until they are merged. */
export interface LoraAdapters {
  rank: number;
  alpha: number;
  /** Names of the layers that have one, in the network's order. */
  layers: string[];
  /** A and B of each: float32 [inputs, rank] and [rank, outputs]; what is trained beside the head. */
  variables: tf.Variable[];
  /**
   * Adds alpha / rank * A B to each kernel, sets B to 0, and makes the network the plain one that it was, all of it
   * trainable. Its outputs stay the same.
   */
  merge(): void;
  /** Takes the adapters off and releases them. */
  dispose(): void;
}

/**
 * Low-rank adaptation (Hu et al. 2021, https://arxiv.org/abs/2106.09685) of a network: everything but the head is frozen,
 * batch normalization included, and each chosen kernel W, seen as a matrix [inputs, outputs], counts as
 * W + alpha / rank * A B. A convolution's inputs are its window times its channels. The same as `enable_lora` of Keras'
 * Dense and Conv2D layers, with their initial values: A He uniform (He et al. 2015), B 0, so that it begins as the
 * network that it was.
 *
 * @param seed of A's initial values; a whole number
 * @throws LoraError
 */
export function addLora(model: tf.LayersModel, settings: Lora, seed: number): LoraAdapters {
  const { rank = 4, alpha = 2 * rank, layers = 'all' } = settings;
  const kernels = findKernels(model, rank, layers);
  const head = model.outputLayers[0]!;
  for (const layer of model.layers) layer.trainable = layer === head;
  const adapters = kernels.map((kernel) => adapt(kernel, rank, alpha / rank, seed));
  const takeOff = () => {
    for (const { weight } of kernels) Reflect.deleteProperty(weight, 'read');
  };
  const variables = adapters.flatMap(({ a, b }) => [a, b]);
  return {
    rank,
    alpha,
    layers: kernels.map(({ layer }) => layer.name),
    variables,
    merge() {
      for (const { kernel, b } of adapters)
        tf.tidy(() => {
          kernel.weight.write(kernel.weight.read());
          b.assign(tf.zerosLike(b));
        });
      takeOff();
      for (const layer of model.layers) layer.trainable = true;
    },
    dispose() {
      takeOff();
      tf.dispose(variables);
    },
  };
}

function adapt(kernel: AdaptableKernel, rank: number, scale: number, seed: number) {
  const { weight, layer, inputs, outputs } = kernel;
  const draw = tf.initializers.heUniform({ seed: deriveSeed(seed, layer.name) });
  const a = tf.tidy(() => tf.variable(draw.apply([inputs, rank]) as tf.Tensor2D));
  const b = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R2>([rank, outputs])));
  // Whatever computes with the kernel reads it here, so that the gradient reaches A and B.
  weight.read = () =>
    tf.tidy(() =>
      tf.add(variableOf(weight), tf.reshape(tf.mul(tf.matMul(a, b), scale), weight.shape as number[])),
    );
  return { kernel, a, b };
}

function deriveSeed(seed: number, layer: string): number {
  // 31 bits, as in seed-weights.ts.
  return createHash('sha256').update(`${seed}/${layer}/lora_kernel_a`).digest().readUInt32LE() >>> 1;
}
