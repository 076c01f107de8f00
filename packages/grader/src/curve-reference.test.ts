import type { Run } from '@teamnet/records';
import { expect, test } from 'vitest';
import { findCurveReference } from './curve-reference.js';

const run = {
  experiment: 'baseline',
  dataset: { name: 'tf_flowers' },
  bestEpoch: 3,
  history: Array.from({ length: 12 }, (_, place) => ({
    epoch: place + 1,
    loss: 1.2345 / (place + 1),
    validationLoss: 0.6512 + Math.abs(place - 2) / 50,
    accuracy: 0.5 + place / 40,
    validationAccuracy: 0.4217 + place / 50,
  })),
} as unknown as Run;

test.each([
  'The validation loss rises from epoch 7 on.',
  'It overfits after the third epoch.',
  'After 12 epochs the gap is wide.',
  'From the 4th epoch the curves part.',
  'At epoch four both lines cross.',
  'The minimum of the validation loss is 0.65.',
  'The loss stays above 0,651 all the time.',
  'The validation accuracy began at 42 %.',
  '검증 손실은 7번째 에폭부터 올라간다.',
  '두 번째 에폭부터 과적합이다.',
  '에폭 3 이후로 나빠졌다.',
  '3 에포크에서 가장 낮다.'.normalize('NFD'),
  '검증 손실 0.65 근처가 바닥이다.',
  '훈련 정확도는 50 퍼센트에서 시작했다.',
])('"%s" refers to the curve', (sentence) => {
  expect(findCurveReference(sentence, [run]).found).not.toBeNull();
});

test.each([
  'The validation loss rises at some time.',
  'The network overfits badly, as the lecture said.',
  'We trained 3 experiments with 4 members.',
  'Augmentation brought 7 points.',
  'The loss was 9.99 in the end.',
  '과적합이 조금 보인다.',
])('"%s" does not', (sentence) => {
  expect(findCurveReference(sentence, [run])).toEqual({ found: null, wrong: null });
});

test('an epoch that no run has is said, and one that a run has goes before it', () => {
  expect(findCurveReference('It overfits from epoch 40 on.', [run])).toEqual({
    found: null,
    wrong: 'epoch 40',
  });
  expect(findCurveReference('It overfits from epoch 40 on, or epoch 4.', [run]).found?.words).toBe('epoch 4');
});

test('the evidence says what the run has there', () => {
  expect(findCurveReference('epoch 3', [run]).found?.agrees).toBe(
    'baseline on tf_flowers: the validation loss is lowest in epoch 3',
  );
  expect(findCurveReference('epoch 5', [run]).found?.agrees).toContain(
    '12 epochs, its validation loss is lowest in epoch 3',
  );
});
