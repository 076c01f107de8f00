import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import type { WeightsFile } from '../read/weight-tensor.js';
import { assignWeights } from './assign-weights.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Flatten of a map of `side` x `side` places and two channels, and a dense layer after it. */
function network(side: number): tf.LayersModel {
  const input = tf.input({ shape: [side, side, 2] });
  const flat = tf.layers.flatten().apply(input) as tf.SymbolicTensor;
  const dropped = tf.layers.dropout({ rate: 0.5 }).apply(flat) as tf.SymbolicTensor;
  const fc = tf.layers.dense({ name: 'fc', units: 3, useBias: false }).apply(dropped) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: fc });
}

function torchFile(inputs: number): WeightsFile {
  const values = Float32Array.from({ length: 3 * inputs }, (_, index) => index);
  const tensors = [{ name: 'weight', shape: [3, inputs], values }];
  return {
    file: 'net.pth',
    layout: 'torch',
    ordered: true,
    layers: [{ name: 'fc', tensors }],
    sha256: '',
  };
}

it('refuses PyTorch’s weights of a dense layer after a flattened map, whose values come in another order there', () => {
  expect(() => assignWeights(network(2), torchFile(8), { head: true })).toThrow(/fc follows a flattened/);
});

it('takes them where the map has one place, and turns them to Keras’ axes', () => {
  const model = network(1);
  assignWeights(model, torchFile(2), { head: true });
  expect([...model.getWeights()[0]!.dataSync()]).toEqual([0, 2, 4, 1, 3, 5]);
});
