import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { nativeBackend } from '../native-backend.js';
import { openEngine } from '../open-engine.js';
import { compileProgram } from './compiled-program.js';
import type { StepFunction } from './program.js';

beforeAll(async () => {
  await openEngine({ engine: 'native' });
});

/** Names of what the graph of a step over `batch` rows is checked on, and what the compiled step gives for ones. */
function compile(batch: number, run: (x: tf.Tensor2D) => tf.Tensor) {
  const step: StepFunction = {
    name: 'step',
    inputs: { x: { shape: [batch, 3], dtype: 'float32' } },
    run: ({ x }) => ({ y: run(x as tf.Tensor2D) }),
  };
  const { program, checks } = compileProgram(nativeBackend()!, [], [step], 'float32');
  try {
    const { y } = program.run('step', { x: new Float32Array(batch * 3).fill(1) });
    return { checks: checks.map(({ name }) => name), y: [...y!] };
  } finally {
    program.dispose();
  }
}

it('traces a large batch by two small ones, with the numbers that follow from its own size', () => {
  expect(compile(20, (x) => tf.sum(x).div(x.shape[0]))).toEqual({ checks: ['step/8'], y: [3] });
  expect(compile(20, (x) => tf.sum(x.reshape([-1])).mul(x.size))).toEqual({ checks: ['step/8'], y: [3600] });
});

it('traces as a whole a small batch, one whose shapes bend, and a step that does something else with few', () => {
  expect(compile(8, (x) => tf.sum(x)).checks).toEqual(['step']);
  const square = (x: tf.Tensor2D) =>
    tf.sum(tf.tile(tf.slice(x, 0, 1), [x.shape[0] ** 2, 1]).reshape([x.shape[0], x.shape[0], 3]));
  expect(compile(20, square)).toEqual({ checks: ['step'], y: [1200] });
  expect(compile(20, (x) => (x.shape[0] > 10 ? tf.sum(tf.neg(x)) : tf.sum(x)))).toEqual({
    checks: ['step'],
    y: [-60],
  });
});

it('gives each batch size of a step its own graph, and checks them once', () => {
  const step = (batch: number): StepFunction => ({
    name: `step-${batch}`,
    inputs: { x: { shape: [batch, 2], dtype: 'float32' } },
    run: ({ x }) => ({ y: tf.mean(x!) }),
  });
  const { program, checks } = compileProgram(nativeBackend()!, [], [step(32), step(13)], 'float32');
  expect(checks.map(({ name }) => name)).toEqual(['step-32/8']);
  expect([...program.run('step-13', { x: new Float32Array(26).fill(2) }).y!]).toEqual([2]);
  expect([...program.run('step-32', { x: new Float32Array(64).fill(3) }).y!]).toEqual([3]);
  program.dispose();
});
