import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { fusedBatchNorm } from '../../fused/batch-norm.js';
import { softmaxCrossEntropy } from '../../fused/softmax-cross-entropy.js';
import { hasBfloat16 } from '../../native/cpu-flags.js';
import { type Engine, openEngine } from '../../open-engine.js';
import type { GraphNode } from '../graph-node.js';
import { openProgram } from '../open-program.js';
import type { StepFunction } from '../program.js';
import { sampleInputs } from '../sample-inputs.js';
import { traceStep } from '../trace-step.js';
import { rewriteStep } from './rewrite-step.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ engine: 'native' });
});

const noise = (shape: number[], seed: number, deviation = 0.2) =>
  tf.variable(tf.randomNormal(shape, 0, deviation, 'float32', seed));

/** Two separable units with a projection beside, as in Xception; each may lack normalization. */
function makeStep(options: { normalize: boolean; channels?: number }) {
  const { normalize, channels = 16 } = options;
  const weights = {
    stem: noise([3, 3, 3, channels], 1),
    gamma1: tf.variable(tf.ones([channels])),
    beta1: tf.variable(tf.zeros([channels])),
    depthwise1: noise([3, 3, channels, 1], 2),
    pointwise1: noise([1, 1, channels, 32], 3),
    gamma2: tf.variable(tf.ones([32])),
    beta2: tf.variable(tf.zeros([32])),
    depthwise2: noise([3, 3, 32, 1], 4),
    pointwise2: noise([1, 1, 32, 32], 5),
    projection: noise([1, 1, channels, 32], 6),
    dense: noise([32, 4], 7),
  };
  const moving = tf.variable(tf.zeros([32]));
  const used = Object.entries(weights).filter(([name]) => normalize || !/gamma|beta/.test(name));
  const variables = used.map(([, variable]) => variable as tf.Variable);
  const unit = (
    x: tf.Tensor4D,
    gamma: tf.Tensor,
    beta: tf.Tensor,
    depthwise: tf.Tensor,
    pointwise: tf.Tensor,
  ) => {
    const normalized = normalize
      ? fusedBatchNorm(x, gamma as tf.Tensor1D, beta as tf.Tensor1D, 1e-3)
      : undefined;
    const convolved = tf.depthwiseConv2d(tf.relu(normalized?.y ?? x), depthwise as tf.Tensor4D, 1, 'same');
    return { y: tf.conv2d(convolved, pointwise as tf.Tensor4D, 1, 'same'), variance: normalized?.variance };
  };
  const logits = (images: tf.Tensor) => {
    const w = weights;
    const x = tf.conv2d(images.div(255) as tf.Tensor4D, w.stem as tf.Tensor4D, 1, 'same');
    const first = unit(x, w.gamma1, w.beta1, w.depthwise1, w.pointwise1);
    const second = unit(first.y, w.gamma2, w.beta2, w.depthwise2, w.pointwise2);
    const pooled = tf.maxPool(second.y, 3, 2, 'same');
    const sum = pooled.add(tf.conv2d(x, w.projection as tf.Tensor4D, 2, 'same'));
    return {
      logits: tf.matMul(sum.mean([1, 2]).as2D(4, 32), w.dense as tf.Tensor2D),
      variance: second.variance,
    };
  };
  const step: StepFunction = {
    name: 'step',
    inputs: {
      images: { shape: [4, 12, 12, 3], dtype: 'uint8' },
      labels: { shape: [4], dtype: 'int32' },
    },
    run: ({ images, labels }) => {
      let variance: tf.Tensor | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const result = logits(images!);
        variance = result.variance && tf.keep(result.variance);
        return softmaxCrossEntropy(labels as tf.Tensor1D, result.logits as tf.Tensor2D).mean() as tf.Scalar;
      }, variables);
      for (const variable of variables) variable.assign(variable.sub(grads[variable.name]!.mul(0.1)));
      if (variance) moving.assign(variance as tf.Tensor1D);
      variance?.dispose();
      return { loss: value };
    },
  };
  return { step, variables: [...variables, ...(normalize ? [moving] : [])] as tf.Variable[] };
}

function rewritten(
  { step, variables }: ReturnType<typeof makeStep>,
  precision: 'float32' | 'bfloat16' = 'float32',
): readonly GraphNode[] {
  const backend = tf.backend() as NodeJSKernelBackend;
  const handles = new Map(variables.map((variable, index) => [variable, `variable/${index}`]));
  return rewriteStep(backend, traceStep(backend, step, handles, sampleInputs(step)).nodes, precision);
}

/** The operations that the step's results and assignments need, with how often each comes. */
function neededOperations(nodes: readonly GraphNode[]): Record<string, number> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needed = new Set<GraphNode>();
  const visit = (node: GraphNode | undefined): void => {
    if (!node || needed.has(node)) return;
    needed.add(node);
    for (const input of [...node.inputs, ...(node.after ?? [])]) visit(byName.get(input.split(':')[0]!));
  };
  for (const node of nodes) if (/^step\/(out|assign)/.test(node.name)) visit(node);
  const counts: Record<string, number> = {};
  for (const { op } of needed) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

describe('A step is rewritten', () => {
  test('to one kernel for each separable unit, forward and backward, the normalizations with it', () => {
    const counts = neededOperations(rewritten(makeStep({ normalize: true })));
    expect(counts).toMatchObject({
      TeamnetSeparable: 2,
      TeamnetSeparableGrad: 1,
      TeamnetSeparableGradOfNormalized: 1,
      TeamnetBatchNormAndProjectionGrad: 1,
      TeamnetChannelMoments: 1,
      TeamnetStem: 1,
      TeamnetStemFilterGrad: 1,
    });
    for (const gone of [
      'FusedBatchNormV3',
      'FusedBatchNormGradV3',
      'DepthwiseConv2dNative',
      'Relu',
      'ReluGrad',
    ])
      expect(counts[gone], gone).toBeUndefined();
  });

  test('to the same kernels without normalization', () => {
    const counts = neededOperations(rewritten(makeStep({ normalize: false })));
    expect(counts).toMatchObject({ TeamnetSeparable: 2, TeamnetSeparableGrad: 2 });
    expect(counts.DepthwiseConv2dNative).toBeUndefined();
  });

  test('not where the channels do not fill vectors', () => {
    const counts = neededOperations(rewritten(makeStep({ normalize: true, channels: 12 })));
    expect(counts).toMatchObject({ TeamnetSeparable: 1, DepthwiseConv2dNative: 1, FusedBatchNormV3: 1 });
  });

  test.each([true, false])('and does what it did (normalization: %s)', async (normalize) => {
    const { step, variables } = makeStep({ normalize });
    const functions = [step];
    const compiled = await openProgram(engine, { variables, functions });
    const eager = await openProgram(engine, { variables, functions, mode: 'eager' });
    expect(compiled.fallback).toBeUndefined();
    const inputs = sampleInputs(step);
    for (let index = 0; index < 20; index++) {
      const [a, b] = [compiled, eager].map((program) => program.run('step', inputs).loss![0]!);
      expect(Math.abs(a! - b!)).toBeLessThan(1e-4 * Math.abs(b!));
    }
    const end = eager.readVariables();
    for (const [index, values] of compiled.readVariables().entries())
      for (const [at, value] of values.entries())
        expect(Math.abs(value - end[index]![at]!)).toBeLessThan(
          1e-3 * Math.max(0.1, Math.abs(end[index]![at]!)),
        );
    compiled.dispose();
  });

  const lacks = hasBfloat16() ? '' : ' (skipped: this processor has no bfloat16 instructions)';
  test.skipIf(lacks)(`to bfloat16 factors, whose loss follows float32’s${lacks}`, async () => {
    const { step, variables } = makeStep({ normalize: true });
    const counts = neededOperations(rewritten({ step, variables }, 'bfloat16'));
    // Stem, projection and their gradients, the head with two.
    expect(counts.Cast).toBeGreaterThan(8);
    const functions = [step];
    const low = await openProgram(engine, { variables, functions, precision: 'bfloat16' });
    const full = await openProgram(engine, { variables, functions });
    expect(low).toMatchObject({ mode: 'compiled', precision: 'bfloat16' });
    expect(low.fallback).toBeUndefined();
    const inputs = sampleInputs(step);
    let largest = 0;
    for (let index = 0; index < 30; index++) {
      const [a, b] = [low, full].map((program) => program.run('step', inputs).loss![0]!);
      largest = Math.max(largest, Math.abs(a! - b!) / Math.abs(b!));
    }
    expect(largest).toBeLessThan(0.02);
    // It does round: equal bits would mean that it computed in float32.
    expect(largest).toBeGreaterThan(0);
    low.dispose();
    full.dispose();
  });
});
