import { openEngine, openProgram } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { buildModel } from '../build-model.js';
import { modelVariables } from '../model-variables.js';
import { makeOptimizer } from '../optimizers/optimizer.js';
import { noise } from '../testing/noise.js';
import { trainingStep } from '../testing/training-step.js';

const engine = await openEngine();
const [batch, size, classes] = [8, 32, 3];
const images = Uint8Array.from(noise(batch * size * size * 3, 5), (value) => 127.5 + 127 * value);
const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);

/** Trains on the same few images, which any network can learn by heart. */
async function train(model: tf.LayersModel, learningRate: number, steps: number) {
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer({ name: 'adam', learningRate }, trainable);
  const step = trainingStep(model, trainable, optimizer, { batch, size });
  const variables = [...trainable, ...nonTrainable, ...optimizer.state];
  const program = await openProgram(engine, { variables, functions: [step] });
  const rate = Float32Array.of(learningRate);
  const losses = Array.from({ length: steps }, (_, index) => {
    const seed = Int32Array.of(3, index);
    return program.run('train', { images, labels, seed, learningRate: rate }).loss![0]!;
  });
  program.syncVariables();
  program.dispose();
  return { program, losses };
}

// Not VGG16, whose 45 million numbers take long to compare: it has the operations of vgg-style and a crop.
describe.skipIf(engine.name !== 'native')('a compiled step of each network', () => {
  afterEach(() => tf.disposeVariables());

  it.each([
    ['mini-xception', { sizes: [16, 32], squeezeExcitation: true, dropout: 0 }, 0.01],
    ['simple-cnn', { sizes: [8, 16], dropout: 0 }, 0.01],
    ['vgg-style', { sizes: [8, 16], dropout: 0 }, 0.01],
    ['resnet-style', { sizes: [8, 16], squeezeExcitation: true }, 0.01],
    ['inception-style', { sizes: [16, 32], squeezeExcitation: true, dropout: 0 }, 0.01],
    ['efficientnet-lite0', { dropout: 0 }, 0.001],
  ])('%s %o is compiled and learns', async (name, options, learningRate) => {
    const model = await buildModel({ name, options }, { imageSize: size, classes, seed: 1 });
    const { program, losses } = await train(model, learningRate, 10);
    expect(program.fallback).toBeUndefined();
    expect(program.mode).toBe('compiled');
    expect(losses.at(-1)! / losses[0]!).toBeLessThan(0.9);
  });

  it('leaves what is frozen as it is, moving averages too', async () => {
    const settings = { name: 'inception-style', options: { sizes: [16], dropout: 0 } };
    const model = await buildModel(settings, { imageSize: size, classes, seed: 1 });
    for (const layer of model.layers)
      if (layer.getClassName() === 'BatchNormalization') layer.trainable = false;
    const read = () => model.weights.map((weight) => [weight.originalName, [...weight.read().dataSync()]]);
    const before = read();
    const { program } = await train(model, 0.001, 2);
    expect(program.mode).toBe('compiled');
    for (const [index, [name, values]] of read().entries()) {
      if (`${name}`.includes('_bn/')) expect([name, values]).toEqual(before[index]);
      else expect([name, values]).not.toEqual(before[index]);
    }
  });
});
