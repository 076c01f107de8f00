import { openEngine, withStepSeed } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../build-model.js';
import goldens from '../fixtures/networks.json' with { type: 'json' };
import { modelVariables } from '../model-variables.js';
import { noise } from '../testing/noise.js';

const { imageSize, labels, networks } = goldens;
const shape: [number, number, number, number] = [labels.length, imageSize, imageSize, 3];
const pixels = noise(tf.util.sizeFromShape(shape), 1000).map((value) => 127.5 + 127.5 * value);

async function buildLikeKeras(golden: (typeof networks)[number]): Promise<tf.LayersModel> {
  const { name, options, weights } = golden;
  const model = await buildModel({ name, options }, { imageSize, classes: 3, seed: 1 });
  expect(model.weights.map((weight) => weight.originalName).sort()).toEqual([...weights].sort());
  for (const weight of model.weights) {
    const kind = weight.originalName.split('/')[1];
    const values = noise(
      tf.util.sizeFromShape(weight.shape as number[]),
      weights.indexOf(weight.originalName),
    ).map((value) =>
      kind === 'gamma'
        ? 1 + 0.2 * value
        : kind === 'moving_variance'
          ? 1 + 0.5 * Math.abs(value)
          : 0.3 * value,
    );
    weight.write(tf.tensor(values, weight.shape as number[]));
  }
  return model;
}

/** Within 1e-4 of the largest value. */
function expectClose(actual: tf.Tensor, expected: readonly number[], what: string): void {
  const scale = Math.max(...expected.map(Math.abs), 1e-3);
  const values = actual.dataSync();
  expect(values.length, what).toBe(expected.length);
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - values[index]!)));
  expect(worst / scale, what).toBeLessThan(1e-4);
}

const everywhere = networks.flatMap((golden) =>
  (['best', 'wasm'] as const).map((engine) => ({ golden, engine, name: golden.name })),
);

describe.each(everywhere)("$name with Keras' weights on the $engine engine", ({ golden, engine }) => {
  beforeAll(async () => {
    await openEngine(engine === 'best' ? {} : { engine });
  });

  it("has Keras' number of parameters and gives Keras' logits when it does not train", async () => {
    const model = await buildLikeKeras(golden);
    expect(model.countParams()).toBe(golden.parameters);
    const logits = model.apply(tf.tensor4d(pixels, shape), { training: false }) as tf.Tensor;
    expectClose(logits, golden.inference, 'logits');
  });

  it("gives Keras' logits, gradients and moving averages when it trains", async () => {
    const model = await buildLikeKeras(golden);
    const { trainable } = modelVariables(model);
    const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), 3);
    let logits: tf.Tensor | undefined;
    const { value: loss, grads } = withStepSeed(tf.tensor1d([1, 1], 'int32'), () =>
      tf.variableGrads(() => {
        logits = tf.keep(model.apply(tf.tensor4d(pixels, shape), { training: true }) as tf.Tensor);
        return tf.losses.softmaxCrossEntropy(oneHot, logits) as tf.Scalar;
      }, trainable),
    );
    expectClose(logits!, golden.training, 'logits');
    expectClose(loss, [golden.loss], 'loss');
    for (const [index, weight] of model.trainableWeights.entries()) {
      const expected = (golden.gradients as Record<string, number[]>)[weight.originalName]!;
      expectClose(grads[trainable[index]!.name]!, expected, weight.originalName);
    }
    for (const weight of model.nonTrainableWeights) {
      const expected = (golden.moving as unknown as Record<string, number[]>)[weight.originalName]!;
      expectClose(weight.read(), expected, weight.originalName);
    }
  });
});
