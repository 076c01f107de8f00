import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeBackend } from '../native-backend.js';
import { type Engine, openEngine } from '../open-engine.js';
import { openProgram } from './open-program.js';
import type { StepFunction } from './program.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ engine: 'native' });
});

async function fallbackOf(run: StepFunction['run']): Promise<string | undefined> {
  const step: StepFunction = { name: 'train-4', inputs: { x: { shape: [4], dtype: 'float32' } }, run };
  const program = await openProgram(engine, { variables: [], functions: [step] });
  program.dispose();
  return program.fallback;
}

const times = (numbers: () => tf.Tensor): StepFunction['run'] => {
  return ({ x }) => ({ y: tf.mul(x!, numbers()) });
};

describe('A random number from JavaScript is refused with the name of what draws it', () => {
  const seeded: Record<string, StepFunction['run']> = {
    'tf.randomUniform': times(() => tf.randomUniform([4], 0, 1, 'float32', 7)),
    'tf.randomUniformInt': times(() => tf.randomUniformInt([4], 0, 9, 7)),
    'tf.randomNormal': times(() => tf.randomNormal([4], 0, 1, 'float32', 7)),
    'tf.randomStandardNormal': times(() => tf.randomStandardNormal([4], 'float32', 7)),
    'tf.randomGamma': times(() => tf.randomGamma([4], 1, 1, 'float32', 7)),
    'tf.truncatedNormal': times(() => tf.truncatedNormal([4], 0, 1, 'float32', 7)),
    'tf.rand': times(() => tf.rand([4], () => 0.5)),
    'tf.dropout': ({ x }) => ({ y: tf.dropout(x!, 0.5, undefined, 7) }),
    'tf.multinomial': ({ x }) => ({ y: tf.multinomial(x as tf.Tensor1D, 2, 7) }),
    'Math.random': ({ x }) => ({ y: tf.mul(x!, Math.random()) }),
  };
  for (const [name, run] of Object.entries(seeded))
    it(name, async () => {
      expect(await fallbackOf(run)).toBe(
        `Fell back to eager steps. The step train-4 cannot be compiled: it calls ${name}, whose numbers would be the same in every step. (use the engine's randomUniform.)`,
      );
    });

  it('a layer with a dropout of tfjs', async () => {
    const layer = tf.layers.dropout({ rate: 0.5, seed: 3 });
    const run: StepFunction['run'] = ({ x }) => ({ y: layer.call(x!, { training: true }) as tf.Tensor });
    expect(await fallbackOf(run)).toContain('it calls tf.dropout,');
  });

  it('an operation of TensorFlow with a generator of its own', async () => {
    const native = nativeBackend()!;
    const { TF_ATTR_TYPE, TF_INT32, TF_FLOAT } = native.binding;
    const run: StepFunction['run'] = ({ x }) => ({
      y: native.executeSingleOutput(
        'RandomUniform',
        [
          { name: 'T', type: TF_ATTR_TYPE, value: TF_INT32 },
          { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
        ],
        [tf.tensor1d(x!.shape, 'int32')],
      ),
    });
    expect(await fallbackOf(run)).toContain('it calls RandomUniform');
  });

  it('a generator that the step holds itself', async () => {
    let state = 1;
    const next = () => {
      state = Math.imul(state, 48271) >>> 0;
      return state / 2 ** 32;
    };
    expect(await fallbackOf(({ x }) => ({ y: tf.mul(x!, next()) }))).toMatch(
      /JavaScript makes other numbers .* \(a constant of shape \[\] in Mul: .* and then /,
    );
  });

  it('the clock, the system’s random bytes, and a count of steps', async () => {
    const bytes = () => tf.tensor1d(crypto.getRandomValues(new Int32Array(4)), 'int32').toFloat();
    let count = 0;
    for (const run of [
      times(() => tf.scalar(performance.now())),
      times(bytes),
      times(() => tf.scalar(count++)),
      ({ x }) => ({ y: tf.sum(tf.reshape(x!, [2, 2]), count++ % 2) }),
    ] satisfies StepFunction['run'][])
      expect(await fallbackOf(run)).toContain('JavaScript makes other numbers in it each time');
  });

  it('and leaves Math.random and the scopes of tfjs as they were', async () => {
    await fallbackOf(seeded['tf.dropout']!);
    expect(Math.random()).toBeLessThan(1);
    expect(Object.keys(tf.engine())).not.toContain('startScope');
    expect(tf.randomUniform([2]).shape).toEqual([2]);
  });
});

describe('What a graph cannot follow is refused', () => {
  it('another way each time', async () => {
    let count = 0;
    const run: StepFunction['run'] = ({ x }) => ({ y: count++ % 2 ? tf.exp(x!) : tf.sin(x!) });
    expect(await fallbackOf(run)).toContain('it does not do the same each time: Exp where it did Sin before');
  });

  it('a way that depends on a number of a tensor', async () => {
    const run: StepFunction['run'] = ({ x }) => ({ y: tf.sum(x!).dataSync()[0]! > 1 ? x! : tf.neg(x!) });
    expect(await fallbackOf(run)).toContain('it reads numbers of a tensor in JavaScript');
  });

  it('a result whose shape depends on the numbers', async () => {
    expect(await fallbackOf(({ x }) => ({ y: tf.unique(x!).values }))).toContain('it calls Unique');
  });

  it('a tensor from outside, and one that it keeps for the next step', async () => {
    const outside = tf.tensor1d([1, 2, 3, 4]);
    expect(await fallbackOf(({ x }) => ({ y: tf.mul(x!, outside) }))).toContain('made outside of it');
    outside.abs().dispose();
    expect(await fallbackOf(({ x }) => ({ y: tf.mul(x!, outside) }))).toContain('made outside of it');
    let kept: tf.Tensor | undefined;
    const keeps: StepFunction['run'] = ({ x }) => {
      kept?.dispose();
      kept = tf.keep(tf.neg(x!));
      return { y: kept };
    };
    expect(await fallbackOf(keeps)).toContain('kept for later');
    expect(kept!.dataSync()[0]).toBeCloseTo(-0.001, 6);
    tf.dispose([outside, kept!]);
  });
});
