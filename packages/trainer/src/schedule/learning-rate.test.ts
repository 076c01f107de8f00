import type { LearningRateSchedule, TrainingSettings } from '@teamnet/records';
import { describe, expect, test } from 'vitest';
import { TrainingPlanError } from '../errors.js';
import goldens from '../fixtures/schedules.json' with { type: 'json' };
import { makeHistory } from '../testing/make-epoch.js';
import { learningRateOf } from './learning-rate.js';

const { learningRate, epochs, stepsPerEpoch } = goldens;

function rateWith(learningRateSchedule: LearningRateSchedule | null) {
  const training: TrainingSettings = {
    imageSize: 32,
    batchSize: 8,
    epochs,
    optimizer: { name: 'sgd', learningRate },
    augment: [],
    earlyStopping: null,
    seed: 1,
    learningRateSchedule,
  };
  return learningRateOf(training, stepsPerEpoch);
}

/** Keras computes in float32. */
const expectClose = (actual: number, expected: number, what: string) =>
  expect(Math.abs(actual - expected), `${what}: ${actual}, Keras: ${expected}`).toBeLessThan(
    1e-6 * learningRate,
  );

describe('The learning rate', () => {
  test.each(goldens.cases)(
    'is that of Keras at each step: case $#, $schedule.name',
    ({ schedule, rates }) => {
      const rate = rateWith(schedule as LearningRateSchedule);
      for (const [step, expected] of rates.entries()) expectClose(rate(step, []), expected, `step ${step}`);
    },
  );

  test.each(goldens.plateaus)('is reduced on plateaus where Keras does: case $#', ({ options, rates }) => {
    const rate = rateWith({ name: 'reduce-on-plateau', ...options });
    const history = makeHistory(goldens.validationLosses);
    for (const [index, expected] of rates.entries())
      expectClose(rate(0, history.slice(0, index + 1)), expected, `after epoch ${index + 1}`);
  });

  test('stays where there is no schedule', () => {
    expect([0, 7, 1e6].map((step) => rateWith(null)(step, []))).toEqual([0.02, 0.02, 0.02]);
  });

  test('warms up before every kind of schedule, from what is asked for', () => {
    const warm = { warmupEpochs: 0.4, warmupFrom: 0.01 };
    for (const schedule of [
      { name: 'constant' },
      { name: 'exponential-decay', decayEpochs: 1, decayRate: 0.5 },
      { name: 'reduce-on-plateau' },
    ] as const) {
      const rate = rateWith({ ...schedule, ...warm });
      expect([0, 2, 4].map((step) => rate(step, []))).toEqual([0.01, 0.015, 0.02]);
    }
    const decayed = rateWith({ name: 'exponential-decay', decayEpochs: 1, decayRate: 0.5, ...warm });
    expect(decayed(14, [])).toBeCloseTo(0.01, 12);
  });

  test('refuses a warm-up that leaves nothing of the training', () => {
    expect(() => rateWith({ name: 'constant', warmupSteps: 40 })).not.toThrow();
    expect(() => rateWith({ name: 'constant', warmupSteps: 41 })).toThrow(TrainingPlanError);
    expect(() => rateWith({ name: 'cosine-decay', warmupSteps: 40 })).toThrow(
      "warm-up of 40 steps leaves nothing of the training's 40 (4 epochs of 10)",
    );
  });
});
