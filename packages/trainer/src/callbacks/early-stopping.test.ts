import { describe, expect, test } from 'vitest';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import { EarlyStopping } from './early-stopping.js';

const epochsTrained = (patience: number, losses: number[], done = 0) =>
  fakeTraining([new EarlyStopping(patience)], makeHistory(losses), done).history.length;

describe('Early stopping', () => {
  test('stops after as many epochs without a new low as its patience says', () => {
    expect(epochsTrained(2, [3, 2, 2.5, 2.1, 1, 1])).toBe(4);
    expect(epochsTrained(3, [3, 2, 2.5, 2.1, 1, 1.5, 1.4, 1.3, 0.1])).toBe(8);
    expect(epochsTrained(1, [1, 1.1, 0.5])).toBe(2);
  });

  test('takes a loss equal to the lowest for no new low', () => {
    expect(epochsTrained(2, [1, 1, 1, 1])).toBe(3);
  });

  test('never stops a loss that keeps falling', () => {
    expect(epochsTrained(1, [4, 3, 2, 1])).toBe(4);
  });

  test('stops at the same epoch after an interruption, also right at the beginning', () => {
    expect(epochsTrained(2, [3, 2, 2.5, 2.1, 1, 1], 3)).toBe(4);
    expect(epochsTrained(2, [3, 2, 2.5, 2.1, 1, 1], 4)).toBe(4);
  });
});
