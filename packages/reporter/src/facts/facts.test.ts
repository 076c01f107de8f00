import type { Experiment, Run, TrainingChange, TrainingSettings } from '@teamnet/records';
import { baselineOf, readTeamRuns } from '@teamnet/records';
import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { againstBaseline } from './against-baseline.js';
import { changesInline, changesOf } from './changes.js';
import { convergenceEpoch } from './convergence-epoch.js';
import { differenceTo } from './difference-to.js';
import { hardestClass } from './hardest-class.js';
import { whyNotShared } from './not-shared.js';
import { overfittingSentence } from './overfitting.js';
import { TeamStandings } from './team-standings.js';
import { testSentence } from './test-sentence.js';
import { worstConfusion } from './worst-confusion.js';

const made = new FixtureClass();
const runs = readTeamRuns(made.workspace, made.homework);
afterAll(() => made.remove());

const runOf = (experiment: string, edit: (run: Run) => void = () => {}): Run => {
  const found = runs.find((run) => run.experiment.id === experiment && run.dataset === 'tf_flowers')!.run!;
  const copy = structuredClone(found);
  edit(copy);
  return copy;
};
const experiment = (id: string): Experiment => made.homework.experiments.find((plan) => plan.id === id)!;

test('the baseline is the experiment of that name, else one that changes nothing, else the first', () => {
  const { homework } = made;
  expect(baselineOf(homework)?.id).toBe('baseline');
  const renamed = homework.experiments.map((plan) =>
    plan.id === 'baseline' ? { ...plan, id: 'plain' } : plan,
  );
  expect(baselineOf({ ...homework, experiments: renamed.toReversed() })?.id).toBe('plain');
  expect(baselineOf({ ...homework, experiments: [experiment('no-augment')] })?.id).toBe('no-augment');
});

test('a difference is clear only beyond two standard errors, and only on the same images and profile', () => {
  const baseline = runOf('baseline');
  expect(differenceTo(baseline, runOf('no-batch-norm'))).toMatchObject({ kind: 'measured', clear: true });
  expect(differenceTo(baseline, runOf('no-separable'))).toMatchObject({ kind: 'measured', clear: false });
  const otherProfile = runOf('no-separable', (run) => {
    run.profile = 'quick';
  });
  expect(differenceTo(baseline, otherProfile)).toEqual({ kind: 'other-profile' });
  const otherImages = runOf('no-separable', (run) => {
    run.dataset.fingerprint = '0'.repeat(64);
  });
  expect(differenceTo(baseline, otherImages)).toEqual({ kind: 'other-images' });
});

test('the sentences against the baseline carry their numbers and claim no cause', () => {
  const standings = new TeamStandings(made.homework, runs, []);
  const say = (id: string, language: 'en' | 'ko') =>
    againstBaseline(
      standings.of(id, 'tf_flowers')!,
      standings.of('baseline', 'tf_flowers')!,
      standings.comparisons('tf_flowers'),
      language,
    );
  const sentences = say('no-augment', 'en').join(' ');
  expect(sentences).toMatch(/differs by −5\.8\spp, more than the 5\.\d\spp that chance/);
  expect(sentences).toContain('another seed may move it further');
  expect(sentences).toMatch(/minus the validation accuracy is \+18\.9\spp \(baseline: \+6\.8\spp\)/);
  expect(sentences).toContain('what one would expect then');
  expect(sentences).not.toMatch(/because|proves/i);
  expect(sentences).toContain("McNemar's test on the single images is not available");
  const even = say('no-separable', 'ko');
  expect(say('baseline', 'en')).toEqual([]);
  expect(even[0]).toContain('뚜렷한 차이가 아니다');
});

test('changes are read from the plan, with the values that were really trained with', () => {
  expect(changesOf(made.homework, experiment('baseline'), null, 'en')).toEqual([]);
  expect(changesInline([], 'ko')).toBe('없음 (기본 설정)');
  expect(changesOf(made.homework, experiment('no-augment'), runOf('no-augment'), 'en')).toEqual([
    { setting: 'training.augment', before: 'flip, rotate, zoom', after: 'none' },
  ]);
  const augment: TrainingSettings['augment'] = ['flip', { name: 'mixup', alpha: 0.4 }];
  const mixes = { ...experiment('baseline'), change: { training: { augment } } };
  expect(changesOf(made.homework, mixes, null, 'en')[0]?.after).toBe('flip, mixup (alpha 0.4)');
  const trained = runOf('no-residual', (run) => {
    run.settings.model.options = { residual: 'older value' };
    run.profile = 'a profile that is gone';
  });
  expect(changesOf(made.homework, experiment('no-residual'), trained, 'ko')).toEqual([
    { setting: 'model.options.residual', before: '(기본값)', after: 'older value' },
  ]);
});

test('schedules, clipping, smoothing and class weights are changed whole and said in words', () => {
  const say = (training: TrainingChange, language: 'en' | 'ko') => {
    const defaults: TrainingSettings = {
      ...made.homework.training,
      gradientClipping: { norm: 1 },
      learningRateSchedule: { name: 'exponential-decay', decayEpochs: 2, decayRate: 0.5 },
    };
    const plan = { ...experiment('no-augment'), change: { training } };
    return changesInline(changesOf({ ...made.homework, training: defaults }, plan, null, language), language);
  };
  const change: TrainingChange = {
    learningRateSchedule: { name: 'cosine-decay', warmupEpochs: 1, alpha: 0.01 },
    gradientClipping: { globalNorm: 5 },
    labelSmoothing: 0.1,
    classWeights: 'balanced',
  };
  expect(say(change, 'en')).toBe(
    'learningRateSchedule: exponential decay, times 0.5 every 2 epochs → cosine decay over the rest of the training to 0.01 of it, warm-up over 1 epoch; ' +
      'gradientClipping: norm of each gradient up to 1 → norm of all gradients up to 5; ' +
      'labelSmoothing: 0 → 0.1; classWeights: none → balanced',
  );
  expect(say(change, 'ko')).toBe(
    'learningRateSchedule: 지수 감소, 2 에폭마다 0.5배 → 코사인 감소, 남은 학습 동안 0.01배까지, 워밍업 1 에폭; ' +
      'gradientClipping: 기울기마다 노름 1 이하 → 전체 기울기의 노름 5 이하; ' +
      'labelSmoothing: 0 → 0.1; classWeights: 없음 → 균형 (balanced)',
  );
  const plateau = { name: 'reduce-on-plateau', factor: 0.5, patience: 3, minLearningRate: 1e-5 } as const;
  expect(say({ learningRateSchedule: plateau, classWeights: { daisy: 2, roses: 0.5 } }, 'en')).toMatch(
    /→ times 0.5 when the validation loss makes no new low for 3 epochs, at least 0.00001; .*none → daisy 2, roses 0.5$/,
  );
  const steps = { name: 'piecewise-constant-decay', boundaryEpochs: [5, 8], values: [1e-3, 2e-4] } as const;
  const mutable = { ...steps, boundaryEpochs: [...steps.boundaryEpochs], values: [...steps.values] };
  expect(say({ learningRateSchedule: mutable, gradientClipping: null }, 'ko')).toMatch(
    /→ 구간별 일정: 5번째 에폭 뒤 0.001, 8번째 에폭 뒤 0.0002; gradientClipping: .* → 없음$/,
  );
  expect(say({ learningRateSchedule: null }, 'en')).toMatch(/→ constant$/);
});

test('the test sentence gives the interval, the hardest label and the most frequent mistake', () => {
  const run = runOf('baseline');
  expect(hardestClass(run)?.label).toBe('daisy');
  expect(worstConfusion(run)).toEqual({ actual: 'daisy', predicted: 'tulips', count: 21, of: 95 });
  expect(testSentence(run, 'en').replaceAll('\u00a0', ' ')).toBe(
    '418 of 551 test images are right: 75.9 % (95 % interval 72.1–79.2 %; guessing would give 20.0 %). The hardest label is daisy: 64.2 % of its 95 images are found. The most frequent mistake is daisy taken for tulips (21 of 95).',
  );
});

test('an accuracy that may be guessing is said to show nothing', () => {
  const run = runOf('baseline', ({ test }) => {
    test.accuracy = 0.22;
  });
  expect(testSentence(run, 'en')).toContain('not shown that the network learned anything');
});

test.each(['overfitting', 'no-overfitting', 'still-learning', 'underfitting'] as const)(
  'the verdict %s is said in both languages, with its numbers',
  (verdict) => {
    const run = runOf('no-augment', ({ overfitting }) => {
      overfitting.verdict = verdict;
    });
    expect(overfittingSentence(run, 'en')).toMatch(/overfit|underfit/i);
    expect(overfittingSentence(run, 'ko')).toMatch(/과적합|과소적합/);
    expect(overfittingSentence(run, 'en')).toMatch(/\d\.\d{3}/);
    run.settings.training.augment = ['mixup'];
    expect(overfittingSentence(run, 'en')).toContain('Training images were mixed');
    expect(overfittingSentence(run, 'en')).not.toContain('of its own training images');
    expect(overfittingSentence(run, 'ko')).toContain('훈련 이미지는 섞인 것');
  },
);

test('a run has converged at the first epoch within 95 % of its best validation accuracy', () => {
  const run = runOf('baseline', ({ history }) => {
    const values = [0.4, 0.7, 0.77, 0.8, 0.79];
    history.splice(values.length);
    for (const [index, value] of values.entries()) history[index]!.validationAccuracy = value;
  });
  expect(convergenceEpoch(run)).toBe(3);
});

test('the reasons of records for a run that is not shared are said in Korean too', () => {
  made.write('apps/team-1/runs/baseline/tf_flowers/model/weights.bin', 'other');
  const [, broken] = readTeamRuns(made.workspace, made.homework);
  expect(whyNotShared(broken!, 'en')).toMatch(/^Its file model\/weights.bin is not the one/);
  expect(whyNotShared(broken!, 'ko')).toBe(
    '파일 model/weights.bin이(가) run.json에 적힌 것과 다르다 (sha256).',
  );
  const diverged =
    'Its training diverged: the loss became NaN in epoch 2 at a learning rate of 0.5, which is probably too high.';
  expect(whyNotShared({ ...broken!, reason: diverged }, 'ko')).toBe(
    '학습이 발산했다: 2 에폭에서 학습률 0.5일 때 손실이 NaN이(가) 되었다. 학습률이 아마 너무 높다.',
  );
  expect(whyNotShared({ ...broken!, reason: null }, 'ko')).toBe('');
});

test('a network that says one label for everything is told so', () => {
  const run = runOf('baseline', ({ test }) => {
    test.confusion = test.confusion.map((row) => [row.reduce((sum, count) => sum + count, 0), 0, 0, 0, 0]);
  });
  expect(testSentence(run, 'en')).toContain('It says dandelion for 551 of the 551 images');
  expect(testSentence(runOf('baseline'), 'en')).not.toContain('It says');
});

test('validation near guessing after few steps of batch normalization names the moving averages, as a candidate', () => {
  const run = runOf('baseline', ({ history }) => {
    history.splice(4);
    Object.assign(history[3]!, { accuracy: 0.97, validationAccuracy: 0.25 });
  });
  expect(overfittingSentence(run, 'en')).toContain('after 324 steps those may not have settled');
  expect(overfittingSentence(run, 'ko')).toContain('324 스텝');
  expect(overfittingSentence(runOf('baseline'), 'en')).not.toContain('moving averages');
});
