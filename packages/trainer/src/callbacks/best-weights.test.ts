import { expect, test } from 'vitest';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import { BestWeights } from './best-weights.js';

test('The weights of the lowest validation loss are kept and put back, the earliest of equals', () => {
  const best = new BestWeights();
  const training = fakeTraining([best], makeHistory([3, 1, 2, 1, 4]));
  expect(training.program.value).toBe(5);
  best.restore(training);
  expect(training.program.value).toBe(2);
});

test('The best weights of a checkpoint stay the best until an epoch is better', () => {
  const best = new BestWeights([Float32Array.of(2)]);
  const training = fakeTraining([best], makeHistory([3, 1, 2, 2]), 3);
  best.restore(training);
  expect(training.program.value).toBe(2);
});
