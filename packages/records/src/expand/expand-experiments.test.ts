import { describe, expect, test } from 'vitest';
import type { Experiment, Homework } from '../homework.js';
import { resolveSettings } from '../resolve-settings.js';
import { ExpansionProblem, expandExperiments } from './expand-experiments.js';
import { allRepeats, repeatsOf } from './repeats-of.js';

const baseline: Experiment = { id: 'baseline', by: 's1-1', question: 'How far?' };
const own = (id: string, by: string, training: object): Experiment => ({
  id,
  by,
  question: `Why ${id}?`,
  change: { training },
});
const homework: Homework = {
  team: 'team-1',
  datasets: ['rock_paper_scissors'],
  model: { name: 'mini-xception', options: { dropout: 0.5 } },
  training: {
    imageSize: 96,
    batchSize: 32,
    epochs: 20,
    optimizer: { name: 'adam', learningRate: 0.001 },
    augment: ['flip'],
    earlyStopping: null,
    seed: 7,
  },
  experiments: [baseline, own('long', 's1-2', { epochs: 40 })],
  profiles: { quick: { training: { batchSize: 16 } } },
};
const expand = (over: Partial<Homework>) => expandExperiments({ ...homework, ...over });
const problemOf = (over: Partial<Homework>): string => {
  try {
    expand(over);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(ExpansionProblem);
    return `${(error as ExpansionProblem).message} ${(error as ExpansionProblem).remedy}`;
  }
};

describe('Ablations', () => {
  test('each word makes one experiment that takes its part from the baseline, and members take turns', () => {
    const experiments = expand({
      ablate: ['residual', 'batch-norm', 'separable', 'augment', 'dropout', 'gap'],
    });
    expect(experiments.slice(2).map(({ id, by }) => `${id} ${by}`)).toEqual([
      'no-residual s1-1',
      'no-batch-norm s1-2',
      'no-separable s1-1',
      'no-augment s1-2',
      'no-dropout s1-1',
      'no-gap s1-2',
    ]);
    const settings = experiments.map((experiment) => resolveSettings(homework, experiment, 'full'));
    expect(settings.slice(2).map(({ model }) => model.options)).toEqual([
      { dropout: 0.5, residual: false },
      { dropout: 0.5, batchNorm: false },
      { dropout: 0.5, separable: false },
      { dropout: 0.5 },
      { dropout: 0 },
      { dropout: 0.5, globalPooling: false },
    ]);
    expect(settings.map(({ training }) => training.augment.length)).toEqual([1, 1, 1, 1, 1, 0, 1, 1]);
    expect(experiments[2]).toMatchObject({
      question: 'What does baseline lose, or gain, without the residual connections?',
      derived: { kind: 'ablation', of: 'baseline', part: 'residual' },
    });
  });

  test('an entry may say who does it and what it asks; the language of the rest is the homework’s', () => {
    const [, , first, second] = expand({
      ablate: [{ part: 'residual', by: 's1-2', question: 'Why?' }, 'gap'],
      language: 'ko',
    });
    expect(first).toMatchObject({ by: 's1-2', question: 'Why?' });
    expect(second).toMatchObject({ by: 's1-1', question: expect.stringContaining('전역 평균 풀링') });
  });

  test('what the baseline itself changes stays changed', () => {
    const changed = { ...baseline, change: { training: { optimizer: { name: 'sgd' as const } } } };
    const [, ablated] = expand({ experiments: [changed], ablate: ['augment'] });
    expect(resolveSettings(homework, ablated!, 'full').training).toMatchObject({
      optimizer: { name: 'sgd', learningRate: 0.001 },
      augment: [],
    });
  });

  test('a written experiment of the same id is used when it trains the same, and refused when not', () => {
    const same = own('no-augment', 's1-2', { augment: [] });
    const [, found, ...others] = expand({ experiments: [baseline, same], ablate: ['augment'] });
    expect(others).toEqual([]);
    expect(found).toEqual({ ...same, derived: { kind: 'ablation', of: 'baseline', part: 'augment' } });
    const other = own('no-augment', 's1-2', { augment: [], epochs: 3 });
    expect(problemOf({ experiments: [baseline, other], ablate: ['augment'] })).toBe(
      'the experiment "no-augment" changes something else than the "no-augment" that "ablate" makes. Give your experiment another id, or take its word out of "ablate".',
    );
    expect(problemOf({ experiments: [baseline, same], ablate: [{ part: 'augment', by: 's1-1' }] })).toContain(
      'the experiment "no-augment" has another "by" than its entry in "ablate".',
    );
  });

  test('the same part twice is refused', () => {
    expect(problemOf({ ablate: ['gap', { part: 'gap', by: 's1-1' }] })).toContain(
      '"ablate" and "sweep" make two experiments "no-gap".',
    );
  });
});

describe('Sweeps', () => {
  test('each value makes one experiment, no combinations, and one member does all values of a setting', () => {
    const experiments = expand({
      sweep: { learningRate: [0.003, 0.00001], 'training.optimizer.momentum': [0.9] },
    });
    expect(experiments.slice(2).map(({ id, by }) => `${id} ${by}`)).toEqual([
      'learning-rate-0-003 s1-1',
      'learning-rate-0-00001 s1-1',
      'momentum-0-9 s1-2',
    ]);
    expect(experiments[2]!.derived).toEqual({
      kind: 'sweep',
      of: 'baseline',
      setting: 'learningRate',
      value: 0.003,
    });
    const rates = experiments
      .slice(2)
      .map((experiment) => resolveSettings(homework, experiment, 'quick').training.optimizer);
    expect(rates).toEqual([
      { name: 'adam', learningRate: 0.003 },
      { name: 'adam', learningRate: 0.00001 },
      { name: 'adam', learningRate: 0.001, momentum: 0.9 },
    ]);
  });

  test('a value that the baseline has in every profile is the baseline', () => {
    const ids = (sweep: Homework['sweep']) => expand({ sweep: sweep! }).map(({ id }) => id);
    expect(ids({ learningRate: [0.001, 0.01], dropout: [0.5, 0] }).slice(2)).toEqual([
      'learning-rate-0-01',
      'dropout-0',
    ]);
    // 32 is the batch of "full", 16 that of "quick": each is another training in the other profile.
    expect(ids({ batchSize: [16, 32] }).slice(2)).toEqual(['batch-size-16', 'batch-size-32']);
  });

  test('an unknown setting is told with those that there are, and the seed is none', () => {
    expect(problemOf({ sweep: { learningrate: [1] } })).toMatch(
      /^"sweep" has an unknown setting "learningrate"\. Use one of learningRate, .*, or a path such as/,
    );
    expect(problemOf({ sweep: { 'training.seed': [1] } })).toContain('unknown setting "training.seed"');
  });
});

describe('Seeds', () => {
  test('repeats are no experiments; they train with seed + 1 and on in folders of their own', () => {
    const seeded = { ...homework, seeds: 3 };
    expect(expandExperiments(seeded).length).toBe(2);
    const repeats = repeatsOf(seeded, seeded.experiments[1]!);
    expect(repeats.map(({ id }) => id)).toEqual(['long-seed-2', 'long-seed-3']);
    expect(repeats.map((repeat) => resolveSettings(seeded, repeat, 'quick').training)).toMatchObject([
      { seed: 8, epochs: 40 },
      { seed: 9, epochs: 40 },
    ]);
    expect(resolveSettings(seeded, baseline, 'full').training.seed).toBe(7);
    expect(allRepeats(seeded).map(({ id }) => id)).toEqual([
      'baseline-seed-2',
      'long-seed-2',
      'baseline-seed-3',
      'long-seed-3',
    ]);
    expect(allRepeats(homework)).toEqual([]);
  });

  test('an experiment that has a repeat’s id, and ids that get too long, are refused', () => {
    const experiments = [baseline, { ...baseline, id: 'baseline-seed-2' }];
    expect(problemOf({ experiments, seeds: 2 })).toContain('makes a repeat "baseline-seed-2"');
    const long = [{ ...baseline, id: 'a'.repeat(60) }];
    expect(problemOf({ experiments: long, seeds: 2 })).toContain('an id of 67 letters');
  });
});
