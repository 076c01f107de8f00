import { openEngine, openProgram } from '@teamnet/engine';
import type { OptimizerSettings } from '@teamnet/records';
import { describe, expect, it } from 'vitest';
import { augment } from './augment/augment.js';
import { buildModel } from './build-model.js';
import { modelVariables } from './model-variables.js';
import { makeOptimizer } from './optimizers/optimizer.js';
import { noise } from './testing/noise.js';
import { trainingStep } from './testing/training-step.js';

const engine = await openEngine();
const [batch, size, classes] = [8, 24, 3];

/** A network with everything that trains, as the trainer puts it together. */
async function prepare(settings: OptimizerSettings) {
  const model = await buildModel(
    { name: 'mini-xception', options: { sizes: [6, 8] } },
    { imageSize: size, classes, seed: 1 },
  );
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer(settings, trainable);
  const train = trainingStep(
    model,
    trainable,
    optimizer,
    { batch, size },
    (images) => augment(images, ['flip', 'rotate', 'zoom']).images,
  );
  return { train, variables: [...trainable, ...nonTrainable, ...optimizer.state] };
}

/** The losses of five steps, and all variables after them. */
async function trainWith(settings: OptimizerSettings, mode: 'compiled' | 'eager') {
  const { train, variables } = await prepare(settings);
  const program = await openProgram(engine, { variables, functions: [train], mode });
  const images = Uint8Array.from(noise(batch * size * size * 3, 5), (value) => 127.5 + 127 * value);
  const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);
  const losses = Array.from({ length: 5 }, (_, step) => {
    const seed = Int32Array.of(3, step);
    const learningRate = Float32Array.of(settings.learningRate / (1 + step));
    return program.run('train', { images, labels, seed, learningRate }).loss![0]!;
  });
  const state = program.readVariables();
  program.dispose();
  return { program, losses, state };
}

describe.skipIf(engine.name !== 'native')('a training step of network, augmentation and optimizer', () => {
  it.each<OptimizerSettings>([
    { name: 'adam', learningRate: 0.01 },
    { name: 'adamw', learningRate: 0.01 },
    { name: 'sgd', learningRate: 0.01, momentum: 0.9 },
    { name: 'rmsprop', learningRate: 0.001, momentum: 0.9 },
  ])('can be compiled with $name and then learns as it does eagerly', async (settings) => {
    const compiled = await trainWith(settings, 'compiled');
    expect(compiled.program).toMatchObject({ mode: 'compiled' });
    expect(compiled.program.fallback).toBeUndefined();
    const eager = await trainWith(settings, 'eager');
    for (const [step, loss] of eager.losses.entries()) expect(compiled.losses[step]).toBeCloseTo(loss, 3);
    expect(new Set(eager.losses).size).toBe(5);
  });
});
