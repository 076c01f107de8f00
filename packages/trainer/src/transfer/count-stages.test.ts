import { buildModel } from '@teamnet/core-blocks';
import type { TrainingSettings, Transfer } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { countStages } from './count-stages.js';

test('Each stage counts what it trains, normalization left out, and leaves nothing frozen behind', async () => {
  await tf.setBackend('cpu');
  const settings = { name: 'mini-xception', options: { sizes: [4, 8] } };
  const model = await buildModel(settings, { imageSize: 32, classes: 3, seed: 1 });
  const total = model.countParams();
  const before = model.trainableWeights.length;
  const count = (transfer: Transfer) =>
    countStages(model, { epochs: 3, optimizer: { learningRate: 0.1 }, transfer } as TrainingSettings);
  const head = { unfrozenLayers: 0, trainable: 27, frozen: total - 27 };
  expect(count({ from: 'imagenet', method: 'feature-extraction' })).toEqual([head]);
  const stages = [{}, { unfrozenLayers: 3 }, { unfrozenLayers: 'all' as const }];
  const [first, second, third] = count({ from: 'imagenet', method: 'fine-tuning', stages });
  expect(first).toEqual(head);
  // Pool, projection (1x1, 4 to 8) and add.
  expect(second).toEqual({ unfrozenLayers: 3, trainable: 27 + 32, frozen: total - 27 - 32 });
  // Four normalizations: of 32, 4, 4 and 8 channels, each with four numbers a channel.
  expect(third!.frozen).toBe(4 * (32 + 4 + 4 + 8));
  expect(count({ from: 'imagenet', method: 'initialization' })).toEqual([]);
  expect(model.trainableWeights.length).toBe(before);
});
