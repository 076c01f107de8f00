import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../open-engine.js';
import { hasBfloat16 } from './cpu-flags.js';
import { hasFusedKernels } from './fused-kernels.js';

const EPSILON = 1e-3;

beforeAll(async () => {
  await openEngine({ engine: 'native' });
});

/** Calls a kernel by its name; attributes are numbers (float) or booleans. */
function call(
  name: string,
  attributes: Record<string, number | boolean>,
  inputs: tf.Tensor[],
  outputs: number,
): tf.Tensor[] {
  const backend = tf.backend() as NodeJSKernelBackend;
  const { TF_ATTR_BOOL, TF_ATTR_FLOAT } = backend.binding;
  const list = Object.entries(attributes).map(([key, value]) => ({
    name: key,
    type: typeof value === 'number' ? TF_ATTR_FLOAT : TF_ATTR_BOOL,
    value,
  }));
  return backend.executeMultipleOutputs(name, list, inputs, outputs);
}

/** The largest difference, as a share of the largest number. */
function difference(actual: tf.Tensor, expected: tf.Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  return tf.tidy(() => actual.sub(expected).abs().max().div(expected.abs().max().add(1e-9)).dataSync()[0]!);
}

interface Case {
  shape: [batch: number, height: number, width: number, channels: number];
  out: number;
  relu: boolean;
  normalize: boolean;
}

const cases: Case[] = [
  // Row by row, several whole images at once, one pixel, an odd number of vectors.
  { shape: [3, 37, 41, 32], out: 32, relu: true, normalize: true },
  { shape: [5, 6, 6, 64], out: 128, relu: true, normalize: true },
  { shape: [2, 1, 1, 16], out: 16, relu: true, normalize: false },
  { shape: [2, 20, 30, 48], out: 16, relu: false, normalize: true },
  { shape: [1, 9, 7, 16], out: 48, relu: false, normalize: false },
];

/** Tensors of a case, and the unit composed of TensorFlow's own operations. */
function makeCase({ shape, out, relu, normalize }: Case) {
  const channels = shape[3];
  const inputs = [
    tf.randomNormal(shape, 0.3, 1, 'float32', 1),
    tf.randomUniform([channels], 0.5, 1.5, 'float32', 2),
    tf.randomNormal([channels], 0, 1, 'float32', 3),
    tf.randomNormal([3, 3, channels, 1], 0, 0.3, 'float32', 4),
    tf.randomNormal([1, 1, channels, out], 0, 0.2, 'float32', 5),
  ];
  const unit = (
    x: tf.Tensor,
    gamma: tf.Tensor,
    beta: tf.Tensor,
    depthwise: tf.Tensor,
    pointwise: tf.Tensor,
  ) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const normalized = normalize
      ? x.sub(mean).div(variance.add(EPSILON).sqrt()).mul(gamma).add(beta)
      : x.add(gamma.sum().mul(0)).add(beta.sum().mul(0));
    const activation = (relu ? tf.relu(normalized) : normalized) as tf.Tensor4D;
    const convolved = tf.depthwiseConv2d(activation, depthwise as tf.Tensor4D, 1, 'same');
    return tf.conv2d(convolved, pointwise as tf.Tensor4D, 1, 'same') as tf.Tensor4D;
  };
  const [x, gamma, beta, depthwise, pointwise] = inputs as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return {
    inputs,
    unit,
    x,
    gamma,
    attributes: { epsilon: EPSILON, relu, normalize, round_to_bfloat16: false },
    kernelInputs: [x, mean, variance, gamma, beta, depthwise, pointwise],
    y: unit(x, gamma, beta, depthwise, pointwise),
  };
}

describe('The fused kernels', () => {
  test('are there after a set-up', () => {
    expect(hasFusedKernels()).toBe(true);
  });

  test.each(cases)('compute a separable unit as TensorFlow does: %o', (each) => {
    const { attributes, kernelInputs, y } = makeCase(each);
    const [fused, mean, variance] = call(
      'TeamnetSeparable',
      { ...attributes, moments: true },
      kernelInputs,
      3,
    );
    const moments = tf.moments(y, [0, 1, 2]);
    expect(difference(fused!, y)).toBeLessThan(1e-5);
    expect(difference(mean!, moments.mean)).toBeLessThan(1e-5);
    expect(difference(variance!, moments.variance)).toBeLessThan(1e-5);
  });

  test.each(cases)('compute its gradients as TensorFlow does: %o', (each) => {
    const { inputs, unit, x, gamma, attributes, kernelInputs, y } = makeCase(each);
    const dy = tf.randomNormal(y.shape, 0, 1, 'float32', 6);
    const expected = tf.grads((...all: tf.Tensor[]) => unit(all[0]!, all[1]!, all[2]!, all[3]!, all[4]!))(
      inputs,
      dy,
    );
    const [dz, dgamma, dbeta, ...filters] = call(
      'TeamnetSeparableGrad',
      attributes,
      [dy, ...kernelInputs],
      5,
    );
    const [mean, variance] = call('TeamnetChannelMoments', {}, [x], 2);
    const dx = each.normalize
      ? call(
          'TeamnetBatchNormGrad',
          { epsilon: EPSILON },
          [dz!, x, mean!, variance!, gamma, dgamma!, dbeta!],
          1,
        )[0]!
      : dz!;
    const actual = each.normalize ? [dx, dgamma!, dbeta!, ...filters] : [dx, ...filters];
    const wanted = each.normalize ? expected : [expected[0]!, expected[3]!, expected[4]!];
    for (const [index, tensor] of actual.entries())
      expect(difference(tensor, wanted[index]!)).toBeLessThan(1e-4);
  });

  test('compute the gradient of a unit before a batch normalization from that one’s', () => {
    const { attributes, kernelInputs, y } = makeCase(cases[0]!);
    const gamma = tf.randomUniform([32], 0.5, 1.5, 'float32', 7);
    const dz = tf.randomNormal(y.shape, 0, 1, 'float32', 8);
    const normalize = (value: tf.Tensor) => {
      const { mean, variance } = tf.moments(value, [0, 1, 2]);
      return value.sub(mean).div(variance.add(EPSILON).sqrt());
    };
    const dy = tf.grad((value) => normalize(value).mul(gamma))(y, dz);
    const { mean, variance } = tf.moments(y, [0, 1, 2]);
    const dgamma = dz.mul(normalize(y)).sum([0, 1, 2]);
    const expected = call('TeamnetSeparableGrad', attributes, [dy, ...kernelInputs], 5);
    const following = [y, mean, variance, gamma, dgamma, dz.sum([0, 1, 2])];
    const actual = call(
      'TeamnetSeparableGradOfNormalized',
      attributes,
      [dz, ...kernelInputs, ...following],
      5,
    );
    for (const [index, tensor] of actual.entries())
      expect(difference(tensor, expected[index]!)).toBeLessThan(1e-4);
  });

  test.each([1, 2, 3])('add the gradient of a projection with strides of %i', (stride) => {
    const x = tf.randomNormal([3, 13, 9, 32], 0, 1, 'float32', 9) as tf.Tensor4D;
    const filter = tf.randomNormal([1, 1, 32, 48], 0, 0.3, 'float32', 10) as tf.Tensor4D;
    const project = (value: tf.Tensor) => tf.conv2d(value as tf.Tensor4D, filter, stride, 'same');
    const dy = tf.randomNormal(project(x).shape, 0, 1, 'float32', 11);
    const dz = tf.randomNormal(x.shape, 0, 1, 'float32', 12);
    const [mean, variance] = call('TeamnetChannelMoments', {}, [x], 2);
    const [gamma, dgamma, dbeta] = [1, 2, 3].map((seed) => tf.randomNormal([32], 0, 1, 'float32', seed));
    const statistics = [x, mean!, variance!, gamma!, dgamma!, dbeta!];
    const [normalized] = call('TeamnetBatchNormGrad', { epsilon: EPSILON }, [dz.clone(), ...statistics], 1);
    const expected = normalized!.add(tf.grad(project)(x, dy));
    const attributes = { epsilon: EPSILON, stride };
    const [actual] = call(
      'TeamnetBatchNormAndProjectionGrad',
      attributes,
      [dz, ...statistics, dy, filter],
      1,
    );
    expect(difference(actual!, expected)).toBeLessThan(1e-5);
  });

  test.each([
    { size: 5, stride: 1, padding: 'valid', channels: 3, out: 32 },
    { size: 3, stride: 2, padding: 'same', channels: 3, out: 48 },
    { size: 3, stride: 1, padding: 'same', channels: 1, out: 16 },
    { size: 4, stride: 3, padding: 'same', channels: 4, out: 16 },
    { size: 2, stride: 2, padding: 'valid', channels: 2, out: 32 },
  ] as const)('compute a first convolution and its filter’s gradient as TensorFlow does: %o', (each) => {
    const { size, stride, padding, channels, out } = each;
    const x = tf.randomNormal([3, 23, 19, channels], 0, 1, 'float32', 13) as tf.Tensor4D;
    const filter = tf.randomNormal([size, size, channels, out], 0, 0.3, 'float32', 14) as tf.Tensor4D;
    const convolve = (value: tf.Tensor) => tf.conv2d(x, value as tf.Tensor4D, stride, padding);
    const y = convolve(filter);
    const attributes = { stride, same: padding === 'same' };
    expect(difference(call('TeamnetStem', attributes, [x, filter], 1)[0]!, y)).toBeLessThan(1e-5);
    const dy = tf.randomNormal(y.shape, 0, 1, 'float32', 15);
    const [gradient] = call('TeamnetStemFilterGrad', attributes, [x, filter, dy], 1);
    expect(difference(gradient!, tf.grad(convolve)(filter, dy))).toBeLessThan(1e-5);
  });

  const lacks = hasBfloat16() ? '' : ' (skipped: this processor has no bfloat16 instructions)';
  test.skipIf(lacks)(
    `round the factors of their products to bfloat16, eight bits, when asked${lacks}`,
    () => {
      for (const each of cases) {
        const { attributes, kernelInputs, y } = makeCase(each);
        const low = { ...attributes, round_to_bfloat16: true };
        const [fused] = call('TeamnetSeparable', { ...low, moments: false }, kernelInputs, 3);
        const dy = tf.randomNormal(y.shape, 0, 1, 'float32', 6);
        const expected = call('TeamnetSeparableGrad', attributes, [dy, ...kernelInputs], 5);
        const actual = call('TeamnetSeparableGrad', low, [dy, ...kernelInputs], 5);
        const differences = [
          difference(fused!, y),
          // Without normalization the kernel leaves gamma's and beta's gradients empty.
          ...actual.flatMap((tensor, index) =>
            tensor.size > 0 ? [difference(tensor, expected[index]!)] : [],
          ),
        ];
        for (const rounded of differences) expect(rounded).toBeLessThan(0.02);
        expect(Math.max(...differences)).toBeGreaterThan(1e-5);
      }
    },
  );

  test('keep what is not a number, so that a training that diverges shows it', () => {
    const { attributes, kernelInputs } = makeCase(cases[0]!);
    const [x, ...others] = kernelInputs;
    const [y] = call(
      'TeamnetSeparable',
      { ...attributes, moments: false },
      [x!.mul(Number.NaN), ...others],
      3,
    );
    expect(y!.isNaN().all().dataSync()[0]).toBe(1);
  });

  test('refuse channels that do not fill vectors', () => {
    const x = tf.zeros([1, 4, 4, 20]);
    expect(() => call('TeamnetChannelMoments', {}, [x], 2)).toThrow('channels must be a multiple of 16');
  });
});
