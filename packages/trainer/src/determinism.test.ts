import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { openEngine, openProgram } from '@teamnet/engine';
import type { Augmentation } from '@teamnet/records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateFunction, evaluateName, trainFunction, trainName } from './step-functions.js';

// The child is TypeScript too, which Node 20 does not read.
const jiti = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib',
  'jiti-cli.mjs',
);
const child = join(import.meta.dirname, 'testing', 'train-and-print.ts');

async function trainInChild(seed: number): Promise<{ weights: string; history: object[] }> {
  const args = ['--conditions', 'teamnet-source', jiti, child, String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!);
}

test('The same seed gives the same bits in every process, another seed other ones', async () => {
  // At once, so that their threads are scheduled differently.
  const [first, second, other] = await Promise.all([1, 1, 2].map(trainInChild));
  expect(second).toEqual(first);
  expect(other!.weights).not.toBe(first!.weights);
  expect(other!.history).not.toEqual(first!.history);
});

const [batch, imageSize, classes] = [8, 24, 3];
const images = Uint8Array.from(
  { length: batch * imageSize * imageSize * 3 },
  (_, index) => Math.imul(index, 2654435761) >>> 24,
);
const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);

/** The loss of a training step that does not learn: what differs is drawn by augmentation and dropout. */
async function openStep(dropout: number, kinds: readonly Augmentation[], mode: 'compiled' | 'eager') {
  const engine = await openEngine();
  const options = { sizes: [6, 8], dropout };
  const model = await buildModel({ name: 'mini-xception', options }, { imageSize, classes, seed: 1 });
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer({ name: 'sgd', learningRate: 0 }, trainable);
  const network = { model, imageSize };
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable],
    functions: [trainFunction(network, optimizer, batch, kinds), evaluateFunction(network, batch)],
    mode,
  });
  const loss = (seed: number, step: number) =>
    program.run(trainName(batch), {
      images,
      labels,
      seed: Int32Array.of(seed, step),
      learningRate: Float32Array.of(0),
    }).loss![0]!;
  const evaluate = () => program.run(evaluateName(batch), { images, labels }).losses!;
  return { loss, evaluate, program };
}

describe.each([
  ['dropout', 0.5, [], 'compiled'],
  ['dropout', 0.5, [], 'eager'],
  ['flip', 0, ['flip'], 'compiled'],
  ['rotate', 0, ['rotate'], 'compiled'],
  ['zoom', 0, ['zoom'], 'compiled'],
  ['dropout and augmentation', 0.5, ['flip', 'rotate', 'zoom'], 'eager'],
] as const)('%s', (_, rate, kinds, mode) => {
  let opened: Awaited<ReturnType<typeof openStep>>;
  beforeAll(async () => {
    opened = await openStep(rate, kinds, mode);
  });
  afterAll(() => opened.program.dispose());

  test(`depends on seed and step and on nothing else, ${mode}`, () => {
    const { loss, evaluate } = opened;
    const inOrder = [0, 1, 2, 3].map((step) => loss(1, step));
    expect(new Set(inOrder).size).toBe(4);
    const backwards = [3, 2, 1, 0].map((step) => {
      evaluate();
      loss(9, step);
      return loss(1, step);
    });
    expect(backwards.toReversed()).toEqual(inOrder);
    expect([0, 1, 2, 3].map((step) => loss(2, step))).not.toEqual(inOrder);
  });
});

test('Without dropout and augmentation a step is the same whatever its seed', async () => {
  const { loss, program } = await openStep(0, [], 'compiled');
  expect(new Set([loss(1, 0), loss(1, 1), loss(2, 0)]).size).toBe(1);
  program.dispose();
});
