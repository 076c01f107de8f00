import type { TrainingSettings } from '@teamnet/records';

/** Settings of a training that change it in every step; 3 epochs of the fixture's images. */
export const everySetting: Partial<TrainingSettings> = {
  optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9, nesterov: true },
  learningRateSchedule: { name: 'cosine-decay', warmupEpochs: 1, alpha: 0.1 },
  gradientClipping: { globalNorm: 1 },
  labelSmoothing: 0.1,
  classWeights: 'balanced',
};
