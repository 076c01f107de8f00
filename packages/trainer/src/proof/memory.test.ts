import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { openEngine, openProgram, type Program } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { afterAll, expect, test, vi } from 'vitest';
import { evaluateFunction, evaluateName, trainFunction, trainName } from '../step-functions.js';

/** `npm run proof:memory` takes 10,000 steps and opens 50 networks; `npm test` looks at fewer, and not at resident memory. */
const proof = process.env.MODE === 'proof';
/** A folder of temporary files that no other process writes to. */
const temporary = mkdtempSync(join(tmpdir(), 'teamnet-memory-'));
vi.stubEnv('TMPDIR', temporary);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

const [BATCH, LAST, SIZE, CLASSES] = [8, 5, 32, 3];

test('steps leave no tensors, resident memory or temporary files behind', async () => {
  const { program, close } = await openNetwork();
  train(program, 0, proof ? 2000 : 50);
  const before = held();
  const samples: [step: number, megabytes: number][] = [];
  const [steps, stride] = proof ? [10_000, 250] : [200, 100];
  for (let step = 0; step < steps; step += stride) {
    train(program, step, stride);
    samples.push([step, residentMegabytes()]);
  }
  expect(held()).toEqual(before);
  if (proof) {
    const growth = slope(samples) * 10_000;
    console.log(`${steps} steps: ${growth.toFixed(1)} MB by 10,000 steps; ${show(samples)}`);
    expect(growth).toBeLessThan(10);
  }
  close();
}, 600_000);

test('a network that is closed gives back its graph, its weights and their memory', async () => {
  const samples: [round: number, megabytes: number][] = [];
  let before: ReturnType<typeof held> | undefined;
  for (let round = 0; round < (proof ? 60 : 3); round++) {
    const { program, close } = await openNetwork();
    train(program, 0, 10);
    close();
    before ??= held();
    expect(held()).toEqual(before);
    // The first ten fill the allocator's pools.
    if (round >= 10) samples.push([round, residentMegabytes()]);
  }
  if (proof) {
    const growth = slope(samples) * 50;
    console.log(`50 networks: ${growth.toFixed(1)} MB; ${show(samples)}`);
    expect(growth).toBeLessThan(25);
  }
}, 600_000);

/** A small mini-Xception as a run trains it, with a smaller last batch, augmentation and Adam. */
async function openNetwork(): Promise<{ program: Program; close: () => void }> {
  const engine = await openEngine({ engine: 'native' });
  const model = await buildModel(
    { name: 'mini-xception', options: { sizes: [16, 32] } },
    { imageSize: SIZE, classes: CLASSES, seed: 1 },
  );
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer({ name: 'adam', learningRate: 0.001 }, trainable);
  const network = { model, imageSize: SIZE };
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable, ...optimizer.state],
    functions: [
      trainFunction(network, optimizer, BATCH, ['flip', 'rotate', 'zoom']),
      trainFunction(network, optimizer, LAST, ['flip', 'rotate', 'zoom']),
      evaluateFunction(network, BATCH),
    ],
  });
  expect(program.fallback).toBeUndefined();
  return {
    program,
    close() {
      program.dispose();
      tf.dispose([...optimizer.state]);
      model.dispose();
    },
  };
}

/** Epochs of 49 full batches and a smaller one, each with an evaluation and a copy of the weights as a checkpoint takes. */
function train(program: Program, from: number, steps: number): void {
  for (let step = from; step < from + steps; step++) {
    const isLast = step % 50 === 49;
    const size = isLast ? LAST : BATCH;
    program.run(trainName(size), {
      ...batchOf(size, step),
      seed: Int32Array.of(1, step),
      learningRate: Float32Array.of(0.001),
    });
    if (!isLast) continue;
    program.run(evaluateName(BATCH), batchOf(BATCH, step));
    program.writeVariables(program.readVariables());
    program.syncVariables();
  }
}

function batchOf(size: number, step: number) {
  return {
    images: Uint8Array.from({ length: size * SIZE * SIZE * 3 }, (_, i) => (i * 37 + step * 11) % 251),
    labels: Int32Array.from({ length: size }, (_, i) => (i + step) % CLASSES),
  };
}

function held() {
  const backend = tf.backend() as NodeJSKernelBackend;
  return {
    tensors: tf.memory().numTensors,
    bytes: tf.memory().numBytes,
    native: backend.getNumOfTFTensors(),
    sessions: backend.binding.getNumOfSavedModels(),
    files: readdirSync(temporary).length,
  };
}

/** After a garbage collection, so that JavaScript's waste does not count. */
function residentMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().rss / 1e6;
}

/** Of the straight line through the points, by least squares. */
function slope(points: readonly [number, number][]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const covariance = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return covariance / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

function show(samples: readonly [number, number][]): string {
  const megabytes = samples.map(([, value]) => Math.round(value));
  return `MB: ${megabytes.join(' ')}`;
}
