import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { StepRunError } from '../errors.js';
import { softmaxCrossEntropy } from '../fused/softmax-cross-entropy.js';
import { nativeBackend } from '../native-backend.js';
import { type Engine, openEngine } from '../open-engine.js';
import { openProgram } from './open-program.js';
import type { Program, StepFunction } from './program.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ engine: 'native' });
});

/** A folder of temporary files that no other process writes to. */
const temporary = mkdtempSync(join(tmpdir(), 'teamnet-memory-'));
vi.stubEnv('TMPDIR', temporary);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

const CLASSES = 3;

/** Softmax regression by gradient descent: the smallest network that trains. */
function regression(features = 4): { weights: tf.Variable; functions: (batch: number) => StepFunction[] } {
  const weights = tf.tidy(() => tf.variable(tf.zeros([features, CLASSES])));
  const inputs = (batch: number): StepFunction['inputs'] => ({
    x: { shape: [batch, features], dtype: 'float32' },
    labels: { shape: [batch], dtype: 'int32' },
  });
  const loss = (x: tf.Tensor, labels: tf.Tensor) =>
    tf.mean<tf.Scalar>(
      softmaxCrossEntropy(
        labels as tf.Tensor1D,
        tf.matMul(x as tf.Tensor2D, weights as tf.Tensor as tf.Tensor2D),
      ),
    );
  return {
    weights,
    functions: (batch) => [
      {
        name: `train-${batch}`,
        inputs: inputs(batch),
        run: ({ x, labels }) => {
          const { value, grads } = tf.variableGrads(() => loss(x!, labels!), [weights]);
          weights.assign(tf.sub(weights, tf.mul(grads[weights.name]!, 0.1)));
          return { loss: value };
        },
      },
      {
        name: `evaluate-${batch}`,
        inputs: inputs(batch),
        run: ({ x, labels }) => ({ loss: loss(x!, labels!) }),
      },
    ],
  };
}

async function open(batches: number[], features = 4): Promise<Program & { weights: tf.Variable }> {
  const { weights, functions } = regression(features);
  const program = await openProgram(engine, { variables: [weights], functions: batches.flatMap(functions) });
  expect(program.fallback).toBeUndefined();
  return { ...program, weights };
}

function batchOf(size: number, step: number, features = 4) {
  const labels = Int32Array.from({ length: size }, (_, i) => (i + step) % CLASSES);
  const x = Float32Array.from({ length: size * features }, (_, i) =>
    i % features === labels[Math.floor(i / features)] ? 1 : 0.1,
  );
  return { x, labels };
}

const temporaryFiles = () => readdirSync(temporary).length;
const held = () => ({
  tensors: tf.memory().numTensors,
  native: nativeBackend()!.getNumOfTFTensors(),
  sessions: nativeBackend()!.binding.getNumOfSavedModels(),
});

describe('Shapes', () => {
  it('full batches, a smaller last one and evaluation between epochs train one set of weights', async () => {
    const program = await open([8, 5]);
    const evaluate = () => program.run('evaluate-8', batchOf(8, 0)).loss![0]!;
    const losses = [evaluate()];
    for (let epoch = 0; epoch < 3; epoch++) {
      for (let step = 0; step < 5; step++) program.run('train-8', batchOf(8, step));
      program.run('train-5', batchOf(5, 5));
      const weights = program.readVariables();
      losses.push(evaluate());
      expect(program.readVariables()).toEqual(weights);
    }
    expect(losses[0]).toBeCloseTo(Math.log(CLASSES), 5);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    program.dispose();
  });

  it('another batch size goes on from the weights that the first one left', async () => {
    const first = await open([8]);
    for (let step = 0; step < 5; step++) first.run('train-8', batchOf(8, step));
    const second = await open([16]);
    second.writeVariables(first.readVariables());
    expect(second.readVariables()).toEqual(first.readVariables());
    first.dispose();
    expect(second.run('train-16', batchOf(16, 0)).loss![0]).toBeLessThan(Math.log(CLASSES));
    second.dispose();
  });

  it('several models in one process keep their weights apart', async () => {
    const [one, two, alone] = [await open([8]), await open([8], 6), await open([8])];
    for (let step = 0; step < 5; step++) {
      one.run('train-8', batchOf(8, step));
      two.run('train-8', batchOf(8, step, 6));
    }
    for (let step = 0; step < 5; step++) alone.run('train-8', batchOf(8, step));
    expect(one.readVariables()).toEqual(alone.readVariables());
    two.dispose();
    expect(one.readVariables()).toEqual(alone.readVariables());
    for (const program of [one, alone]) program.dispose();
  });
});

describe('Memory', () => {
  it('300 steps leave no tensor, and no file of the graph is left once it is loaded', async () => {
    const before = temporaryFiles();
    const program = await open([8]);
    expect(temporaryFiles()).toBe(before);
    program.run('train-8', batchOf(8, 0));
    const start = held();
    for (let step = 0; step < 300; step++) program.run('train-8', batchOf(8, step));
    expect(held()).toEqual(start);
    program.dispose();
  });

  it('a program that is disposed of takes its session along, also when that is said twice', async () => {
    let start = held();
    for (let round = 0; round < 6; round++) {
      // The first round hands over what tfjs still held of other tests' variables.
      if (round === 1) start = held();
      const program = await open([8, 5]);
      program.run('train-8', batchOf(8, 0));
      program.dispose();
      program.dispose();
      program.weights.dispose();
      expect(() => program.run('train-8', batchOf(8, 0))).toThrow('has been disposed of');
    }
    expect(held()).toEqual(start);
  });

  it('a program that is refused leaves neither session nor tensor', async () => {
    const start = held();
    const { weights, functions } = regression();
    const refused: StepFunction = { name: 'refused', inputs: {}, run: () => ({ y: tf.randomUniform([2]) }) };
    const options = { variables: [weights], functions: [...functions(8), refused] };
    expect((await openProgram(engine, options)).mode).toBe('eager');
    weights.dispose();
    expect(held()).toEqual(start);
  });

  it('a trace lets go early of what the step needs no more, and of nothing that it still needs', async () => {
    const { binding } = nativeBackend()!;
    const run = (again: boolean): StepFunction['run'] => {
      return ({ x }) => {
        let y = x!;
        let alive = 0;
        for (let i = 0; i < 20; i++) {
          y = tf.add(tf.mul(y, 0.5), 1);
          alive = Math.max(alive, binding.getNumOfTensors());
        }
        if (x!.shape[0] === 64) most = Math.max(most, alive);
        // With few examples, that of findLastUses, x is not needed to the end.
        return { y: again && x!.shape[0] === 64 ? tf.add(y, x!) : y };
      };
    };
    let most = 0;
    const peak = async (again: boolean) => {
      const start = binding.getNumOfTensors();
      const inputs = { x: { shape: [64], dtype: 'float32' as const } };
      const program = await openProgram(engine, {
        variables: [],
        functions: [{ name: 'chain', inputs, run: run(again) }],
      });
      expect(program.fallback).toBeUndefined();
      const x = new Float32Array(64).fill(again ? 1 : 0);
      expect(program.run('chain', { x }).y![0]).toBeCloseTo(again ? 3 : 2, 4);
      program.dispose();
      expect(binding.getNumOfTensors()).toBe(start);
      return most - start;
    };
    // Of 40 results, which tfjs holds to the end.
    expect(await peak(false)).toBeLessThan(10);
    await peak(true);
  });

  it('weights are copied in and out: an array handed over can be used for something else', async () => {
    const program = await open([8], 64);
    // TensorFlow takes over memory that starts at a multiple of 64 bytes, so one in four of these.
    const buffer = new ArrayBuffer(64 * CLASSES * 4 + 64);
    for (const offset of [0, 16, 32, 48]) {
      const values = new Float32Array(buffer, offset, 64 * CLASSES).fill(0.25);
      program.writeVariables([values]);
      values.fill(9);
      expect(new Set(program.readVariables()[0])).toEqual(new Set([0.25]));
    }
    program.dispose();
  });
});

it('what TensorFlow refuses at run time is one clear error, and the program goes on', async () => {
  const program = await open([8]);
  const batch = batchOf(8, 0);
  const wrong = { ...batch, labels: batch.labels.map((label) => label + CLASSES) };
  expect(() => program.run('train-8', wrong)).toThrow(StepRunError);
  expect(() => program.run('train-8', wrong)).toThrow(
    /^TensorFlow could not run train-8: .*label value of [345] which is outside the valid range of \[0, 3\)/,
  );
  expect(program.run('train-8', batch).loss![0]).toBeCloseTo(Math.log(CLASSES), 5);
  program.dispose();
});
