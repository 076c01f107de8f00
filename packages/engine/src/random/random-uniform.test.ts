import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { NoStepSeedError } from '../errors.js';
import { openEngine } from '../open-engine.js';
import { randomUniform } from './random-uniform.js';
import { withStepSeed } from './step-seed.js';

const draw = (seed: number, step: number, calls = 1): number[][] =>
  withStepSeed(tf.tensor1d([seed, step], 'int32'), () =>
    Array.from({ length: calls }, () => [...randomUniform([2000]).dataSync()]),
  );

for (const name of ['native', 'cpu'] as const)
  describe(`Random numbers of a step on the ${name} engine`, () => {
    it('lie in [0, 1) and are spread evenly', async () => {
      await openEngine({ engine: name });
      const [values] = draw(1, 1);
      expect(Math.min(...values!)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values!)).toBeLessThan(1);
      const counts = new Array<number>(10).fill(0);
      for (const value of values!) counts[Math.floor(value * 10)]!++;
      // 200 expected in each, with a standard deviation of 13.
      for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(65);
    });

    it('depend on seed, step and the order of the calls, and on nothing else', async () => {
      await openEngine({ engine: name });
      expect(draw(1, 1, 2)).toEqual(draw(1, 1, 2));
      const [first, second] = draw(1, 1, 2);
      expect(first).not.toEqual(second);
      expect(draw(1, 2)[0]).not.toEqual(first);
      expect(draw(2, 1)[0]).not.toEqual(first);
    });

    it('are refused outside a step', async () => {
      await openEngine({ engine: name });
      expect(() => randomUniform([1])).toThrow(NoStepSeedError);
    });
  });

describe('The same numbers everywhere', () => {
  it('plain JavaScript draws what native TensorFlow draws, bit by bit, for any seed', async () => {
    for (const [seed, step] of [
      [1, 0],
      [-7, 2_000_000_000],
      [0, -1],
      [2 ** 31 - 1, 123_456],
    ] as const) {
      await openEngine({ engine: 'native' });
      const native = draw(seed, step, 3);
      await openEngine({ engine: 'cpu' });
      expect(draw(seed, step, 3)).toEqual(native);
    }
  });
});
