import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { buildModel } from '../build-model.js';
import goldens from '../fixtures/blocks.json' with { type: 'json' };
import { expectLikeKeras, type KerasGolden, writeKerasWeights } from '../testing/keras-samples.js';

describe.each(['best', 'wasm'] as const)('on the %s engine', (engine) => {
  beforeAll(async () => {
    await openEngine(engine === 'best' ? {} : { engine });
  });
  afterEach(() => tf.disposeVariables());

  // The other engine's convolutions are held to Keras by the small ones.
  const small = goldens.networks.filter(({ shape }) => engine === 'best' || shape[1]! < 32);
  it.each(small)(
    "$name $options gives Keras' logits, gradients and moving averages with its weights",
    async ({ name, options, ...golden }) => {
      const imageSize = golden.shape[1]!;
      const model = await buildModel({ name, options }, { imageSize, classes: 3, seed: 1 });
      writeKerasWeights(model, golden as unknown as KerasGolden);
      expectLikeKeras(model, golden as unknown as KerasGolden);
    },
  );
});
