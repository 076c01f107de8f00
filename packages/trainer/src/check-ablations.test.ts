import type { AblationPart, Experiment, Homework } from '@teamnet/records';
import { expect, test } from 'vitest';
import { checkAblations } from './check-ablations.js';
import { TrainingPlanError } from './errors.js';

const baseline: Experiment = { id: 'baseline', by: 's1-1', question: '?' };
const homework = (name: string, options: object = {}, augment: Homework['training']['augment'] = ['flip']) =>
  ({
    team: 'team-1',
    datasets: ['tf_flowers'],
    model: { name, options },
    training: {
      imageSize: 96,
      batchSize: 32,
      epochs: 1,
      optimizer: { name: 'adam', learningRate: 0.001 },
      augment,
      earlyStopping: null,
      seed: 1,
    },
    experiments: [baseline],
    profiles: { plain: { training: { augment: [] } } },
  }) as Homework;
const check = (of: Homework, part: AblationPart, profile = 'full') =>
  checkAblations(of, [{ ...baseline, derived: { kind: 'ablation', of: 'baseline', part } }], profile);

test('every part of mini-Xception can be ablated', () => {
  for (const part of ['residual', 'batch-norm', 'separable', 'augment', 'dropout', 'gap'] as const)
    expect(() => check(homework('mini-xception'), part)).not.toThrow();
});

test.each([
  ['simple-cnn', {}, 'separable', '"ablate" has "separable", which is no part of simple-cnn'],
  [
    'simple-cnn',
    {},
    'batch-norm',
    'is off already in baseline (simple-cnn, "batchNorm": false). → Take it out, or use a part that is there: augment, dropout.',
  ],
  ['mini-xception', { dropout: 0 }, 'dropout', 'is off already in baseline (mini-xception, "dropout": 0)'],
  [
    './src/model.ts',
    {},
    'residual',
    'no part of ./src/model.ts (it has no option "residual" in model.options)',
  ],
] as const)('%s %j has no %s to take away', (name, options, part, message) => {
  try {
    check(homework(name, options), part);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(TrainingPlanError);
    const { message: what, remedy } = error as TrainingPlanError;
    expect(`${what} → ${remedy}`).toContain(message);
  }
});

test('squeeze-and-excitation can be ablated where the baseline has it', () => {
  expect(() =>
    check(homework('mini-xception', { squeezeExcitation: true }), 'squeeze-excitation'),
  ).not.toThrow();
  expect(() => check(homework('mini-xception'), 'squeeze-excitation')).toThrow('is off already');
});

test('augmentation must be on in the profile that is trained', () => {
  expect(() => check(homework('mini-xception', {}, []), 'augment')).toThrow('baseline does not do');
  expect(() => check(homework('mini-xception'), 'augment', 'plain')).toThrow('does not do (mini-xception, ');
});

test('a team’s own network can be told to leave out what homework.json gives it', () => {
  expect(() => check(homework('./src/model.ts', { residual: true }), 'residual')).not.toThrow();
});
