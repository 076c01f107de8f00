import { describe, expect, test } from 'vitest';
import type { TrainingSettings, Transfer } from './homework.js';
import { findTrainingProblem } from './training-problem.js';
import { trainingStages } from './transfer-stages.js';

const training = (transfer: Transfer, given: Partial<TrainingSettings> = {}): TrainingSettings => ({
  imageSize: 96,
  batchSize: 32,
  epochs: 20,
  optimizer: { name: 'adam', learningRate: 0.001 },
  augment: [],
  earlyStopping: null,
  seed: 1,
  transfer,
  ...given,
});

describe('The stages of a fine-tuning', () => {
  test('are the head alone, then with 20 layers at a hundredth of the learning rate, when none are given', () => {
    expect(trainingStages(training({ from: 'imagenet', method: 'fine-tuning' }))).toEqual([
      { epochs: 20, learningRate: 0.001, unfrozenLayers: 0 },
      { epochs: 20, learningRate: 0.00001, unfrozenLayers: 20 },
    ]);
  });

  test('are never longer than the training of a short profile', () => {
    const stages = [{ epochs: 5 }, { epochs: 10, learningRate: 0.0002, unfrozenLayers: 'all' as const }];
    expect(
      trainingStages(training({ from: 'imagenet', method: 'fine-tuning', stages }, { epochs: 6 })),
    ).toEqual([
      { epochs: 5, learningRate: 0.001, unfrozenLayers: 0 },
      { epochs: 6, learningRate: 0.0002, unfrozenLayers: 'all' },
    ]);
  });

  test('are one in every other training', () => {
    expect(trainingStages(training({ from: 'imagenet', method: 'feature-extraction' }))).toEqual([
      { epochs: 20, learningRate: 0.001, unfrozenLayers: 0 },
    ]);
    expect(trainingStages(training({ from: 'imagenet', method: 'initialization' }))).toHaveLength(1);
  });
});

describe('A transfer that does not go together', () => {
  test.each([
    [{ from: { run: 'a', file: 'b.h5' }, method: 'fine-tuning' }, {}, 'either "run" or "file"'],
    [{ from: { file: 'b.h5', dataset: 'tf_flowers' }, method: 'fine-tuning' }, {}, 'it needs "run"'],
    [{ from: 'imagenet', method: 'feature-extraction', stages: [{}] }, {}, 'feature-extraction has none'],
    [{ from: 'imagenet', method: 'fine-tuning' }, { lora: {} }, 'use initialization'],
    [
      { from: 'imagenet', method: 'feature-extraction' },
      { distillation: { teacher: 'a' } },
      'needs the photos',
    ],
  ])('is told what is wrong: %j %j', (transfer, given, problem) => {
    expect(findTrainingProblem(training(transfer as Transfer, given))).toContain(problem);
  });

  test('and one that does has no problem', () => {
    for (const method of ['feature-extraction', 'fine-tuning', 'initialization'] as const)
      expect(findTrainingProblem(training({ from: { run: 'baseline' }, method }))).toBeNull();
  });
});
