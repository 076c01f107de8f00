import { withStepSeed } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { modelVariables } from '../model-variables.js';

/** A tensor of Keras: its size, Euclidean norm, largest absolute value, and at most 12 of its values. */
interface Samples {
  size: number;
  norm: number;
  largest: number;
  values: number[];
}

interface Pass {
  output: Samples;
  /** Of the mean of the output times `noise(…, 2000)`; `input` and the trainable weights. */
  gradients: Record<string, Samples>;
}

/** What `fixtures/keras_samples.py` wrote of a block or a network. */
export interface KerasGolden {
  shape: number[];
  /** Whether its input is pixels 0..255; numbers in [-1, 1) otherwise. */
  pixels: boolean;
  /** Added to each beta of batch normalization. */
  shift: number;
  weights: string[];
  inference: Pass;
  training: Pass;
  /** Moving averages after the training pass. */
  moving: Record<string, Samples>;
}

const TOLERANCE = 1e-4;

/** Gives a model the weights that Keras had, by the same formula, and checks that it has the same ones. */
export function writeKerasWeights(model: tf.LayersModel, { weights, shift }: KerasGolden): void {
  expect(model.weights.map((weight) => weight.originalName).sort()).toEqual([...weights].sort());
  for (const weight of model.weights) {
    const { originalName: name } = weight;
    const shape = weight.shape as number[];
    const values = noise(tf.util.sizeFromShape(shape), weights.indexOf(name));
    changeInPlace(values, name.split('/').at(-1)!, shape, shift);
    const tensor = tf.tensor(values, shape);
    weight.write(tensor);
    tensor.dispose();
  }
}

/** `weight_values` of fixtures/keras_samples.py. */
function changeInPlace(values: Float32Array, kind: string, shape: readonly number[], shift: number): void {
  const fanIn = tf.util.sizeFromShape(kind === 'depthwise_kernel' ? shape.slice(0, 2) : shape.slice(0, -1));
  const [factor, summand] = kind.endsWith('kernel')
    ? [Math.sqrt(6 / fanIn), 0]
    : kind === 'gamma'
      ? [0.2, 1]
      : kind === 'moving_variance'
        ? [0.5, 1]
        : [0.3, kind === 'beta' ? shift : 0];
  // Loops by index: VGG16 has 15 million of them.
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    values[index] = factor! * (kind === 'moving_variance' ? Math.abs(value) : value) + summand!;
  }
}

/** Checks that a model with Keras' weights gives Keras' output, gradients and moving averages, within 1e-4. */
export function expectLikeKeras(model: tf.LayersModel, golden: KerasGolden): void {
  const values = noise(tf.util.sizeFromShape(golden.shape), 1000);
  const images = tf.tensor(
    golden.pixels ? values.map((value) => 127.5 + 127.5 * value) : values,
    golden.shape,
  );
  // A variable, so that the gradient of the input comes with those of the weights.
  const input = tf.variable(images);
  expectPass(model, input, golden.inference, false);
  expectPass(model, input, golden.training, true);
  expect(model.nonTrainableWeights.length).toBe(Object.keys(golden.moving).length);
  for (const weight of model.nonTrainableWeights)
    expectSamples(weight.read(), golden.moving[weight.originalName]!, weight.originalName);
}

function expectPass(model: tf.LayersModel, input: tf.Variable, expected: Pass, training: boolean): void {
  const mode = training ? 'training' : 'inference';
  const { trainable } = modelVariables(model);
  let output: tf.Tensor | undefined;
  const { grads } = withStepSeed(tf.tensor1d([1, 1], 'int32'), () =>
    tf.variableGrads(() => {
      output = tf.keep(model.apply(input, { training }) as tf.Tensor);
      const factors = tf.tensor(noise(output.size, 2000), output.shape);
      return tf.mean(tf.mul(output, factors)) as tf.Scalar;
    }, [input, ...trainable]),
  );
  expectSamples(output!, expected.output, `${mode}: output`);
  expect(model.trainableWeights.length).toBe(Object.keys(expected.gradients).length - 1);
  // A gradient that is zero but for rounding is one beside the network's others.
  const floor = 0.01 * Math.max(...Object.values(expected.gradients).map(({ largest }) => largest));
  const check = (name: string, variable: tf.Variable) =>
    expectSamples(grads[variable.name]!, expected.gradients[name]!, `${mode}: gradient of ${name}`, floor);
  check('input', input);
  for (const [index, { originalName }] of model.trainableWeights.entries())
    check(originalName, trainable[index]!);
}

/** `noise` of fixtures/keras_samples.py: MurmurHash3's finalizer over 0, 1, 2, …, as numbers in [-1, 1). */
function noise(count: number, stream: number): Float32Array {
  const values = new Float32Array(count);
  const start = Math.imul(stream, 0x9e3779b9);
  for (let index = 0; index < count; index++) {
    let value = (index + start) | 0;
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    values[index] = ((value ^ (value >>> 16)) >>> 0) / 2 ** 31 - 1;
  }
  return values;
}

/** Within 1e-4 of the largest value, as is the norm. */
function expectSamples(tensor: tf.Tensor, expected: Samples, what: string, floor = 1e-3): void {
  const values = tensor.dataSync();
  expect(values.length, what).toBe(expected.size);
  const scale = Math.max(expected.largest, floor);
  for (const [index, value] of expected.values.entries()) {
    const place =
      expected.size > expected.values.length
        ? Math.floor((index * expected.size) / expected.values.length)
        : index;
    expect(Math.abs(values[place]! - value) / scale, `${what}[${place}]`).toBeLessThan(TOLERANCE);
  }
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]! ** 2;
  const norm = Math.sqrt(sum);
  expect(
    Math.abs(norm - expected.norm) / Math.max(expected.norm, floor * Math.sqrt(expected.size)),
    what,
  ).toBeLessThan(TOLERANCE);
}
