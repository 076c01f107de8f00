import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adamUpdate } from '../fused/adam-update.js';
import { fusedBatchNorm } from '../fused/batch-norm.js';
import { softmaxCrossEntropy } from '../fused/softmax-cross-entropy.js';
import { nativeBackend } from '../native-backend.js';
import { type Engine, openEngine } from '../open-engine.js';
import { randomUniform } from '../random/random-uniform.js';
import { withStepSeed } from '../random/step-seed.js';
import { openProgram } from './open-program.js';
import type { Program, StepFunction } from './program.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ engine: 'native' });
});

/** A small network with everything that training uses: convolutions, pooling, batch norm, dropout, Adam. */
class SmallTraining {
  readonly weights: tf.Variable[];
  readonly moments: tf.Variable[];
  readonly powers: [tf.Variable, tf.Variable];
  readonly moving: tf.Variable[];

  constructor() {
    const weight = (shape: number[], seed: number) =>
      tf.variable(tf.randomNormal(shape, 0, 0.3, 'float32', seed));
    this.weights = [weight([3, 3, 3, 8], 1), weight([3, 3, 8, 1], 2), weight([1, 1, 8, 8], 3)];
    this.weights.push(tf.variable(tf.ones([8])), tf.variable(tf.zeros([8])), weight([8, 3], 4));
    this.moments = this.weights.flatMap(({ shape }) => [
      tf.variable(tf.zeros(shape)),
      tf.variable(tf.zeros(shape)),
    ]);
    this.powers = [tf.variable(tf.scalar(0.9)), tf.variable(tf.scalar(0.999))];
    this.moving = [tf.variable(tf.zeros([8])), tf.variable(tf.ones([8]))];
  }

  get variables(): tf.Variable[] {
    return [...this.weights, ...this.moments, ...this.powers, ...this.moving];
  }

  logits(images: tf.Tensor, training: boolean): tf.Tensor2D {
    const [kernel, depthwise, pointwise, gamma, beta, head] = this.weights as unknown as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor2D,
    ];
    const [movingMean, movingVariance] = this.moving as [tf.Variable, tf.Variable];
    let x: tf.Tensor4D = tf.conv2d(tf.div<tf.Tensor4D>(images as tf.Tensor4D, 255), kernel, 2, 'same');
    x = tf.separableConv2d(x, depthwise, pointwise, 1, 'same');
    if (training) {
      const { y, mean, variance } = fusedBatchNorm(x, gamma, beta, 0.001);
      movingMean.assign(tf.add(tf.mul(movingMean, 0.9), tf.mul(mean, 0.1)));
      movingVariance.assign(tf.add(tf.mul(movingVariance, 0.9), tf.mul(variance, 0.1)));
      x = y;
    } else
      x = tf.batchNorm4d(x, movingMean as tf.Tensor1D, movingVariance as tf.Tensor1D, beta, gamma, 0.001);
    x = tf.maxPool(tf.relu(x), 3, 2, 'same');
    if (training) x = tf.mul(x, tf.cast(tf.greaterEqual(randomUniform(x.shape), 0.5), 'float32'));
    return tf.matMul(tf.mean<tf.Tensor2D>(x, [1, 2]), head);
  }

  train(batch: number): StepFunction {
    return {
      name: `train-${batch}`,
      inputs: {
        images: { shape: [batch, 16, 16, 3], dtype: 'uint8' },
        labels: { shape: [batch], dtype: 'int32' },
        seed: { shape: [2], dtype: 'int32' },
        learningRate: { shape: [], dtype: 'float32' },
      },
      run: ({ images, labels, seed, learningRate }) =>
        withStepSeed(seed as tf.Tensor1D, () => {
          const { value, grads } = tf.variableGrads(
            () => tf.mean<tf.Scalar>(softmaxCrossEntropy(labels as tf.Tensor1D, this.logits(images!, true))),
            this.weights,
          );
          const [beta1Power, beta2Power] = this.powers;
          for (const [index, variable] of this.weights.entries())
            adamUpdate(
              { variable, m: this.moments[2 * index]!, v: this.moments[2 * index + 1]! },
              grads[variable.name]!,
              {
                learningRate: learningRate as tf.Scalar,
                beta1Power: beta1Power as tf.Tensor as tf.Scalar,
                beta2Power: beta2Power as tf.Tensor as tf.Scalar,
                beta1: 0.9,
                beta2: 0.999,
                epsilon: 1e-7,
              },
            );
          beta1Power.assign(tf.mul(beta1Power, 0.9));
          beta2Power.assign(tf.mul(beta2Power, 0.999));
          return { loss: value };
        }),
    };
  }

  evaluate(batch: number): StepFunction {
    return {
      name: `evaluate-${batch}`,
      inputs: { images: { shape: [batch, 16, 16, 3], dtype: 'uint8' } },
      run: ({ images }) => ({ logits: this.logits(images!, false) }),
    };
  }
}

const opened: Program[] = [];
afterAll(() => {
  for (const program of opened) program.dispose();
});

async function open(mode: 'compiled' | 'eager', batches = [8]): Promise<Program> {
  const training = new SmallTraining();
  const program = await openProgram(engine, {
    variables: training.variables,
    functions: batches.flatMap((batch) => [training.train(batch), training.evaluate(batch)]),
    mode,
  });
  opened.push(program);
  return program;
}

function batchOf(size: number, step: number) {
  const images = Uint8Array.from({ length: size * 16 * 16 * 3 }, (_, i) => (i * 37 + step * 11) % 251);
  return {
    images,
    labels: Int32Array.from({ length: size }, (_, i) => (i + step) % 3),
    seed: Int32Array.of(7, step),
    learningRate: Float32Array.of(0.01),
  };
}

function losses(program: Program, steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => program.run('train-8', batchOf(8, step)).loss![0]!);
}

describe('A compiled program', () => {
  it('is compiled, without a fallback', async () => {
    const program = await open('compiled');
    expect(program.fallback).toBeUndefined();
    expect(program.mode).toBe('compiled');
    expect(program.compileSeconds).toBeGreaterThan(0);
  });

  it('gives the losses, weights and statistics of the eager one over 30 steps', async () => {
    const [compiled, eager] = [await open('compiled'), await open('eager')];
    const [ours, theirs] = [losses(compiled, 30), losses(eager, 30)];
    for (const [step, loss] of ours.entries()) expect(loss).toBeCloseTo(theirs[step]!, 3);
    expect(ours[29]!).toBeLessThan(ours[0]!);
    for (const [index, values] of compiled.readVariables().entries())
      for (const [place, value] of eager.readVariables()[index]!.entries())
        expect(Math.abs(values[place]! - value)).toBeLessThan(5e-3);
    const { logits } = compiled.run('evaluate-8', { images: batchOf(8, 1).images });
    expect(logits!.length).toBe(24);
  });

  it('has a function for each batch size, and the two share the weights', async () => {
    const program = await open('compiled', [8, 3]);
    const before = program.readVariables();
    program.run('train-3', batchOf(3, 0));
    expect(program.readVariables()[0]).not.toEqual(before[0]);
    expect(program.run('train-8', batchOf(8, 1)).loss!.length).toBe(1);
  });

  it('gives the same bits for the same seed and other numbers for another step', async () => {
    const [one, two] = [await open('compiled'), await open('compiled')];
    losses(one, 5);
    losses(two, 5);
    expect(one.readVariables()).toEqual(two.readVariables());
    const start = one.readVariables();
    const lossOf = (seed: Int32Array) => {
      one.writeVariables(start);
      return one.run('train-8', { ...batchOf(8, 0), seed }).loss![0];
    };
    expect(lossOf(Int32Array.of(7, 0))).toBe(lossOf(Int32Array.of(7, 0)));
    expect(lossOf(Int32Array.of(7, 1))).not.toBe(lossOf(Int32Array.of(7, 0)));
    expect(lossOf(Int32Array.of(8, 0))).not.toBe(lossOf(Int32Array.of(7, 0)));
  });

  it('leaves the tf.Variables alone until they are asked for', async () => {
    const training = new SmallTraining();
    const first = training.weights[0]!;
    const before = first.dataSync().slice();
    const program = await openProgram(engine, {
      variables: training.variables,
      functions: [training.train(8)],
    });
    opened.push(program);
    program.run('train-8', batchOf(8, 0));
    expect(first.dataSync()).toEqual(before);
    program.syncVariables();
    expect(first.dataSync()).toEqual(program.readVariables()[0]);
    expect(first.dataSync()).not.toEqual(before);
  });

  it('keeps no tensor from one step to the next', async () => {
    const program = await open('compiled');
    losses(program, 2);
    const { numTensors } = tf.memory();
    const held = nativeBackend()!.getNumOfTFTensors();
    losses(program, 10);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(nativeBackend()!.getNumOfTFTensors()).toBe(held);
  });

  it('refuses inputs of a wrong name, type or length in one sentence', async () => {
    const program = await open('compiled');
    const batch = batchOf(8, 0);
    expect(() => program.run('train-9', batch)).toThrow('The program has no function "train-9"');
    expect(() => program.run('train-8', { ...batch, labels: new Float32Array(8) })).toThrow(
      'The input "labels" of train-8 is not a Int32Array.',
    );
    expect(() => program.run('train-8', { ...batch, labels: new Int32Array(7) })).toThrow(
      'has 7 values where [8] needs 8',
    );
  });
});

describe('A step that cannot be compiled runs eagerly and says why', () => {
  const fallbackOf = async (run: StepFunction['run'], variables: tf.Variable[] = []) => {
    const step: StepFunction = { name: 'step', inputs: { x: { shape: [2], dtype: 'float32' } }, run };
    return (await openProgram(engine, { variables, functions: [step] })).fallback;
  };

  it('when it draws a number with Math.random', async () => {
    const fallback = await fallbackOf(({ x }) => ({ y: tf.mul(x!, Math.random()) }));
    expect(fallback).toContain('Math.random');
    expect(Math.random()).toBeLessThan(1);
  });

  it('when it reads the numbers of a tensor', async () => {
    expect(await fallbackOf(({ x }) => ({ y: tf.scalar(tf.sum(x!).dataSync()[0]!) }))).toContain(
      'reads numbers of a tensor',
    );
  });

  it('when it assigns a variable that was not given', async () => {
    const forgotten = tf.variable(tf.zeros([2]), true, 'forgotten');
    const run: StepFunction['run'] = ({ x }) => ({ y: tf.add(x!, forgotten) });
    expect(await fallbackOf(run)).toContain('"forgotten"');
    expect(await fallbackOf(run, [forgotten])).toBeUndefined();
  });

  it('when the engine is not native', async () => {
    await tf.setBackend('cpu');
    const program = await openProgram(
      { ...engine, name: 'cpu' },
      {
        variables: [],
        functions: [
          {
            name: 'double',
            inputs: { x: { shape: [2], dtype: 'uint8' } },
            run: ({ x }) => ({ y: tf.mul(x!, 2) }),
          },
        ],
      },
    );
    expect(program).toMatchObject({
      mode: 'eager',
      fallback: 'Only native TensorFlow compiles steps; cpu runs them eagerly.',
    });
    expect([...program.run('double', { x: Uint8Array.of(3, 255) }).y!]).toEqual([6, 510]);
    await tf.setBackend('tensorflow');
  });
});
