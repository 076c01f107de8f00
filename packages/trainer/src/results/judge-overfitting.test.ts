import { describe, expect, test } from 'vitest';
import { makeHistory } from '../testing/make-epoch.js';
import { judgeOverfitting } from './judge-overfitting.js';

const falling = (n: number, from = 1.2, factor = 0.8) =>
  Array.from({ length: n }, (_, i) => from * factor ** i);
const verdict = (validation: number[], training = falling(validation.length), accuracy = 0.9) =>
  judgeOverfitting(makeHistory(validation, training, accuracy), 5).verdict;

describe('The verdict on overfitting', () => {
  test('is overfitting when validation loss rises for good while training loss keeps falling', () => {
    expect(verdict([1.2, 1, 0.9, 0.95, 1.0, 1.1, 1.2, 1.25])).toBe('overfitting');
    expect(verdict([1.2, 0.8, 1.0, 1.2])).toBe('overfitting');
  });

  test('names the turning epoch, the gaps and the numbers it rests on', () => {
    const history = makeHistory([1.2, 0.8, 1.0, 1.2], [1.2, 0.7, 0.4, 0.2], 0.9);
    expect(judgeOverfitting(history, 5)).toEqual({
      verdict: 'overfitting',
      turningEpoch: 2,
      lossGap: 1,
      accuracyGap: 0.4,
      evidence:
        'The validation loss was lowest at epoch 2 (0.800) and 1.200 at epoch 4, while the training loss kept falling from 0.700 to 0.200.',
    });
  });

  test('does not rest on one noisy epoch', () => {
    expect(verdict([1.2, 1, 0.9, 2.5])).toBe('still-learning');
    expect(verdict([1.2, 1, 0.9, 2.5, 0.92])).toBe('no-overfitting');
    expect(verdict([1.2, 1, 0.9, 0.91, 2.5, 0.92, 0.91])).toBe('no-overfitting');
  });

  test('is not overfitting while a validation loss that jumped up comes down again', () => {
    expect(verdict([0.9, 3.5, 2.0, 1.5])).not.toBe('overfitting');
  });

  test('is not overfitting when training loss does not fall or is the higher one', () => {
    expect(verdict([1.2, 1, 1.2, 1.3, 1.4], [1.3, 1.1, 1.1, 1.1, 1.1])).toBe('no-overfitting');
    expect(verdict([0.5, 0.4, 0.45, 0.46, 0.47], [2, 1.2, 1.0, 0.9, 0.8])).toBe('no-overfitting');
  });

  test('is still-learning when the last epochs are the best ones', () => {
    expect(verdict([1.2, 1, 0.8, 0.7])).toBe('still-learning');
    expect(verdict([1.2])).toBe('still-learning');
  });

  test('is underfitting when not even the training images are learned', () => {
    expect(verdict([1.62, 1.6, 1.61, 1.6, 1.61], [1.62, 1.61, 1.61, 1.61, 1.61], 0.24)).toBe('underfitting');
  });

  test('does not take mixed images, which cannot be fitted, for underfitting, nor their loss for a bound', () => {
    const level = makeHistory([1, 0.7, 0.7, 0.71, 0.7, 0.71], [1.6, 1.3, 1.3, 1.3, 1.3, 1.3], 0.45);
    // Validation accuracies are lower than the training ones of these.
    const well = level.map((epoch) => ({ ...epoch, validationAccuracy: 0.8 }));
    expect(judgeOverfitting(well, 5).verdict).toBe('underfitting');
    expect(judgeOverfitting(well, 5, true).verdict).toBe('no-overfitting');
    expect(judgeOverfitting(level, 5, true).evidence).toMatch(/validation accuracy is only .* mixed images/);
    const rises = makeHistory([0.5, 0.4, 0.45, 0.46, 0.47], [2, 1.2, 1.0, 0.9, 0.8], 0.45);
    expect(judgeOverfitting(rises, 5, true).verdict).toBe('overfitting');
  });

  test('is no-overfitting when the validation loss has levelled off', () => {
    expect(verdict([1.2, 0.8, 0.7, 0.71, 0.72, 0.7, 0.715])).toBe('no-overfitting');
  });
});
