import { openEngine } from '@teamnet/engine';
import type { GradientClipping, OptimizerSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { OptimizerError } from '../errors.js';
import goldens from '../fixtures/optimizers.json' with { type: 'json' };
import { noise } from '../testing/noise.js';
import { clipGradients } from './clip-gradients.js';
import { makeOptimizer } from './optimizer.js';

beforeAll(async () => {
  await openEngine();
});

const tensors = (phase: number) =>
  goldens.shapes.map((shape, index) => tf.tensor(noise(tf.util.sizeFromShape(shape), phase + index), shape));

describe('makeOptimizer', () => {
  for (const { settings, steps } of goldens.cases)
    it(`moves weights as Keras does: ${JSON.stringify(settings)}`, () => {
      const weights = tensors(0).map((tensor) => tf.variable(tensor));
      const optimizer = makeOptimizer({ learningRate: 0, ...settings } as OptimizerSettings, weights);
      const rate = tf.scalar(goldens.learningRate);
      for (const [step, expected] of steps.entries()) {
        optimizer.apply(tensors(10 * (step + 1)), rate);
        for (const [index, weight] of weights.entries())
          for (const [place, value] of [...weight.dataSync()].entries())
            expect(value).toBeCloseTo(expected[index]![place]!, 5);
      }
    });

  for (const { clipping, steps } of goldens.clipping)
    it(`clips gradients as Keras does: ${JSON.stringify(clipping)}`, () => {
      const weights = tensors(0).map((tensor) => tf.variable(tensor));
      const optimizer = makeOptimizer({ name: 'sgd', learningRate: 0 }, weights);
      const rate = tf.scalar(goldens.learningRate);
      for (const [step, expected] of steps.entries()) {
        const gradients = tensors(10 * (step + 1));
        const before = tf.memory().numTensors;
        const clipped = clipGradients(gradients, clipping as GradientClipping);
        expect(tf.memory().numTensors).toBe(before + clipped.length);
        optimizer.apply(clipped, rate);
        for (const [index, weight] of weights.entries())
          for (const [place, value] of [...weight.dataSync()].entries())
            expect(value).toBeCloseTo(expected[index]![place]!, 5);
      }
    });

  it('leaves a gradient of zeros at zero when it clips', () => {
    for (const clipping of [{ norm: 1 }, { globalNorm: 1 }, { value: 1 }]) {
      const [clipped] = clipGradients([tf.zeros([2])], clipping);
      expect([...clipped!.dataSync()]).toEqual([0, 0]);
    }
  });

  it('keeps all it remembers in its state, so that a copied state goes on the same way', () => {
    for (const name of ['adam', 'adamw', 'sgd', 'rmsprop'] as const) {
      const settings = { name, learningRate: 0, momentum: 0.9 };
      const runs = [0, 1].map(() => {
        const weights = tensors(0).map((tensor) => tf.variable(tensor));
        return { weights, optimizer: makeOptimizer(settings, weights) };
      });
      const [first, second] = runs as [(typeof runs)[0], (typeof runs)[0]];
      const rate = tf.scalar(0.01);
      first.optimizer.apply(tensors(1), rate);
      for (const [index, weight] of second.weights.entries()) weight.assign(first.weights[index]!.clone());
      for (const [index, state] of second.optimizer.state.entries())
        state.assign(first.optimizer.state[index]!.clone());
      for (const { optimizer } of runs) optimizer.apply(tensors(2), rate);
      for (const [index, weight] of second.weights.entries())
        expect([...weight.dataSync()]).toEqual([...first.weights[index]!.dataSync()]);
    }
  });

  it('leaves no tensors behind', () => {
    for (const name of ['adam', 'adamw', 'sgd', 'rmsprop'] as const) {
      const weights = tensors(0).map((tensor) => tf.variable(tensor));
      const optimizer = makeOptimizer({ name, learningRate: 0, momentum: 0.9 }, weights);
      const gradients = tensors(1);
      const rate = tf.scalar(0.01);
      const before = tf.memory().numTensors;
      optimizer.apply(gradients, rate);
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('names the settings that it does not take', () => {
    const make = (settings: object) => () =>
      makeOptimizer({ name: 'adam', learningRate: 0.1, ...settings } as OptimizerSettings, []);
    expect(make({ name: 'adagrad' })).toThrow(OptimizerError);
    expect(make({ name: 'adagrad' })).toThrow('There is no optimizer "adagrad".');
    expect(make({ momentum: 1 })).toThrow("The optimizer's momentum is 1.");
    expect(make({ weightDecay: -1 })).toThrow("The optimizer's weight decay is -1.");
  });
});
