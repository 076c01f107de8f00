import { expect, test } from 'vitest';
import { fixtureRun, judge, setHistory } from '../testing/fixture-run.js';
import { learningRateTooHigh } from './learning-rate-too-high.js';

const withLosses = (...losses: number[]) =>
  judge(
    learningRateTooHigh,
    fixtureRun((run) =>
      setHistory(
        run,
        losses.map((loss) => ({ loss })),
      ),
    ),
  );

test('a training loss that falls, with a little noise, says nothing against the learning rate', () => {
  expect(withLosses(1.4, 1.1, 0.9, 0.93, 0.8)).toBeNull();
  expect(withLosses(0.4, 0.05, 0.09, 0.03)).toBeNull();
  // Now and then a rise, of a loss that is small.
  expect(withLosses(0.6, 0.2, 0.1, 0.05, 0.04, 0.13, 0.03, 0.02, 0.11, 0.02, 0.01, 0.01)).toBeNull();
});

test('a training loss of mixed images stays near guessing’s, which says nothing where the validation fell', () => {
  const mixed = (validationLoss: number) =>
    fixtureRun((run) => {
      run.settings.training.augment = ['cutmix'];
      setHistory(
        run,
        [1.62, 1.58, 1.57].map((loss) => ({ loss, validationLoss })),
      );
    });
  expect(judge(learningRateTooHigh, mixed(0.9))).toBeNull();
  expect(judge(learningRateTooHigh, mixed(1.6))).not.toBeNull();
});

test('one large rise, or several, are named with the largest, as a "may"', () => {
  const said = withLosses(1.4, 1.0, 1.5, 0.9)!;
  expect(said.en).toMatch(
    /^The learning rate of 0\.001 may be too high\. The training loss, .* rose in 1 of 3, most from 1\.000 to 1\.500 in epoch 3\./,
  );
  expect(said.en).toContain('[0.00033, 0.0001]');
  expect(said.ko).toContain('3번 중 1번 올라갔다');
  expect(withLosses(1.4, 1.0, 1.1, 1.0, 1.12)!.en).toContain('rose in 2 of 4');
});

test('a loss that stays at guessing’s leaves open whether the rate is too high or too low', () => {
  expect(withLosses(1.62, 1.61, 1.6)!.en).toMatch(
    /^The learning rate of 0\.001 may be too high, or far too low\. .*lowest 1\.600; guessing 1\.609/,
  );
  expect(withLosses(1.61, 9.3, 1.62)!.en).toMatch(
    /^The learning rate of 0\.001 may be too high\. .* In epoch 2 the training loss is 9\.300, far above/,
  );
  expect(withLosses(1.62, 1.61)).toBeNull();
});

test('a loss far above guessing’s is enough, also in the first epoch', () => {
  expect(withLosses(102.8, 0.8, 0.5)!.en).toContain('In epoch 1 the training loss is 102.800, far above');
  expect(withLosses(4, 0.8, 0.5)).toBeNull();
});
