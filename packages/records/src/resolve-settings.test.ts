import { expect, it } from 'vitest';
import type { Experiment, Homework, TrainingChange } from './homework.js';
import { resolveSettings } from './resolve-settings.js';

const homework: Homework = {
  team: 'team-1',
  datasets: ['rock_paper_scissors', 'tf_flowers'],
  model: { name: 'mini-xception', options: { dropout: 0.5 } },
  training: {
    imageSize: 96,
    batchSize: 32,
    epochs: 20,
    optimizer: { name: 'adam', learningRate: 0.001 },
    augment: ['flip', 'rotate'],
    earlyStopping: { patience: 5 },
    seed: 1,
  },
  experiments: [],
  profiles: { quick: { training: { epochs: 3, imageSize: 64 } } },
};
const experiment = (change: Experiment['change']): Experiment => ({
  id: 'one',
  by: 's1-1',
  question: 'Why?',
  ...(change ? { change } : {}),
});

it('gives the homework’s defaults where neither profile nor experiment changes anything', () => {
  const { model, training } = homework;
  expect(resolveSettings(homework, experiment(undefined), 'full')).toEqual({ model, training });
});

it('merges objects key by key, replaces lists and values, and lets the experiment win over the profile', () => {
  const change = {
    model: { options: { residual: false } },
    training: { epochs: 7, augment: [], optimizer: { learningRate: 0.01 }, earlyStopping: null },
  };
  expect(resolveSettings(homework, experiment(change), 'quick')).toEqual({
    model: { name: 'mini-xception', options: { dropout: 0.5, residual: false } },
    training: {
      ...homework.training,
      imageSize: 64,
      epochs: 7,
      augment: [],
      optimizer: { name: 'adam', learningRate: 0.01 },
      earlyStopping: null,
    },
  });
});

it('replaces a schedule, a clipping and class weights whole, and takes them away with null', () => {
  const training: Homework['training'] = {
    ...homework.training,
    learningRateSchedule: { name: 'cosine-decay', alpha: 0.1 },
    gradientClipping: { norm: 1 },
    classWeights: { daisy: 2 },
  };
  const resolve = (change: TrainingChange) =>
    resolveSettings({ ...homework, training }, experiment({ training: change }), 'full').training;
  expect(
    resolve({
      learningRateSchedule: { name: 'constant', warmupSteps: 5 },
      gradientClipping: { value: 2 },
      classWeights: { roses: 3 },
    }),
  ).toMatchObject({
    learningRateSchedule: { name: 'constant', warmupSteps: 5 },
    gradientClipping: { value: 2 },
    classWeights: { roses: 3 },
  });
  expect(resolve({ gradientClipping: { value: 2 } }).gradientClipping).toEqual({ value: 2 });
  expect(resolve({ classWeights: null }).classWeights).toBeNull();
  expect(resolve({ epochs: 3 }).learningRateSchedule).toEqual(training.learningRateSchedule);
});

it('keeps the learning rate, and no option, when an experiment takes another optimizer', () => {
  const optimizer = { name: 'sgd', learningRate: 0.1, momentum: 0.9 } as const;
  const training = { ...homework.training, optimizer };
  const resolve = (change: TrainingChange) =>
    resolveSettings({ ...homework, training }, experiment({ training: change }), 'full').training.optimizer;
  expect(resolve({ optimizer: { name: 'adam' } })).toEqual({ name: 'adam', learningRate: 0.1 });
  expect(resolve({ optimizer: { nesterov: true } })).toEqual({ ...optimizer, nesterov: true });
});

it('leaves the homework itself as it was', () => {
  const before = structuredClone(homework);
  resolveSettings(homework, experiment({ model: { options: { residual: false } } }), 'quick');
  expect(homework).toEqual(before);
});

it('names the profiles that there are when one is unknown', () => {
  const resolve = () => resolveSettings(homework, experiment(undefined), 'qick');
  expect(resolve).toThrow('The homework of team-1 has no profile "qick".');
  try {
    resolve();
  } catch (error) {
    expect(error).toMatchObject({ code: 'profile-unknown', exitCode: 2, remedy: 'Use one of: full, quick.' });
  }
});
