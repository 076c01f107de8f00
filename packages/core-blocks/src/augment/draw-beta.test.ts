import { openEngine, withStepSeed } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import goldens from '../fixtures/beta.json' with { type: 'json' };
import { drawBeta } from './draw-beta.js';
import { drawNormal } from './draw-normal.js';

const COUNT = 40_000;

beforeAll(async () => {
  await openEngine();
});

const inStep = (draw: () => tf.Tensor) =>
  withStepSeed(tf.tensor1d([1, 2], 'int32'), () => draw().dataSync() as Float32Array);

describe('drawBeta', () => {
  for (const { alpha, below } of goldens.cases)
    it(`has the distribution that SciPy computes, alpha ${alpha}`, () => {
      const values = inStep(() => drawBeta(COUNT, alpha));
      for (const [index, share] of below.entries()) {
        const found = values.filter((value) => value <= goldens.at[index]!).length / COUNT;
        // Four standard deviations of a share of so many draws.
        const noise = 4 * Math.sqrt((share * (1 - share)) / COUNT) + 1e-4;
        expect(Math.abs(found - share), `at ${goldens.at[index]}`).toBeLessThan(noise);
      }
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    });
});

describe('drawNormal', () => {
  it('has mean 0, variance 1, the tails of a normal distribution, and an odd number of values too', () => {
    const values = inStep(() => drawNormal<tf.Rank.R2>([COUNT / 8 - 1, 9]));
    const { length } = values;
    const mean = values.reduce((sum, value) => sum + value, 0) / length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    for (const [limit, share] of [
      [1, 0.841345],
      [2, 0.97725],
      [-1, 0.158655],
    ] as const)
      expect(values.filter((value) => value <= limit).length / length).toBeCloseTo(share, 2);
  });
});
