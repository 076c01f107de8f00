import type { Run, RunTransfer, TrainingSettings } from '@teamnet/records';
import { expect, test } from 'vitest';
import { describeTransfer } from './describe-transfer.js';
import { transferSentences } from './transfer-sentences.js';

const run = (transfer: RunTransfer) =>
  ({ transfer, history: [{}, {}], timing: { train: 0.24 } }) as unknown as Run;
const sha256 = '579344248a93'.padEnd(64, '0');
const head = { epochs: 5, learningRate: 0.001, unfrozenLayers: 0, trainable: 6405, frozen: 3_413_024 };

test('A feature extraction names its source, what it trained, and what an epoch took', () => {
  const shown = run({
    method: 'feature-extraction',
    source: { kind: 'imagenet', name: 'lite0.pth', sha256 },
    stages: [head],
    features: { perImage: 1280, seconds: 41.6, found: false },
  });
  const [source, trained] = transferSentences(shown, 'en');
  expect(source).toContain('photos of ImageNet (lite0.pth, SHA-256 579344248a93…)');
  expect(trained).toContain('1,280 numbers');
  expect(trained).toContain("6,405 of the network's 3,419,429 numbers (0.2\u00a0%)");
  expect(trained).toContain('computed once, in 42 s, so that an epoch took 0.12 s. Each photo');
  expect(transferSentences(shown, 'ko')[1]).toContain('한 번만 42초 동안 계산');
});

test('A fine-tuning tells each stage, and the run that it began with', () => {
  const shown = run({
    method: 'fine-tuning',
    source: {
      kind: 'run',
      name: 'baseline on tf_flowers',
      sha256,
      run: { experiment: 'baseline', dataset: 'tf_flowers', id: '0', accuracy: 0.81 },
    },
    stages: [head, { ...head, epochs: 1, learningRate: 0.0001, unfrozenLayers: 20, trainable: 1_487_365 }],
  });
  const [source, trained] = transferSentences(shown, 'en');
  expect(source).toContain('own run baseline on tf_flowers (test accuracy there 81.0\u00a0%');
  expect(trained).toContain(
    'stage 1, 5 epochs at a learning rate of 0.001, trained the head alone (6,405 numbers',
  );
  expect(trained).toContain(
    'stage 2, 1 epoch at a learning rate of 0.0001, trained the head and the top 20 layers',
  );
  expect(transferSentences(shown, 'ko')[1]).toContain('2단계는 학습률 0.0001로 1 에폭');
});

test('A run from its seed says nothing', () => {
  expect(transferSentences({ history: [] } as unknown as Run, 'en')).toEqual([]);
});

test('The setting is told in words, defaults included', () => {
  const training = { epochs: 20, optimizer: { name: 'adam', learningRate: 0.001 } } as TrainingSettings;
  const tell = (transfer: TrainingSettings['transfer'], language: 'en' | 'ko' = 'en') =>
    describeTransfer({ ...training, transfer: transfer ?? null }, language);
  expect(tell(null)).toBe('none');
  expect(tell({ from: 'imagenet', method: 'fine-tuning' })).toBe(
    'ImageNet, fine-tuning (the head at 0.001 → the top 20 layers at 0.00001)',
  );
  expect(tell({ from: { run: 'baseline' }, method: 'feature-extraction' }, 'ko')).toBe(
    '다른 데이터셋의 실행 baseline, 특성 추출',
  );
});
