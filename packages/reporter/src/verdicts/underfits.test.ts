import { expect, test } from 'vitest';
import { fixtureRun, judge, setHistory } from '../testing/fixture-run.js';
import { underfits } from './underfits.js';

test('underfitting is told by the training accuracy against guessing', () => {
  const run = fixtureRun((made) => {
    setHistory(made, [
      { accuracy: 0.3, loss: 1.5 },
      { accuracy: 0.35, loss: 1.45 },
    ]);
    made.overfitting.verdict = 'underfitting';
  });
  const said = judge(underfits, run)!;
  expect(said.en).toContain(
    'After 2 epochs only 35.0 % of its own training images are right (guessing: 20.0 %; training loss 1.450)',
  );
  expect(said.ko).toMatch(/^과소적합이다/);
});

test('after training on mixed images, which cannot be fitted, it is told by the validation accuracy', () => {
  const run = fixtureRun((made) => {
    made.settings.training.augment = ['mixup'];
    setHistory(made, [{ accuracy: 0.3, validationAccuracy: 0.4 }, { validationAccuracy: 0.41 }]);
    made.overfitting.verdict = 'underfitting';
  });
  const said = judge(underfits, run)!;
  expect(said.en).toContain('After 2 epochs only 41.0 % of the validation images are right');
  expect(said.ko).toContain('검증 이미지의 41.0 %만');
});

test('a training that ended while it was getting better is told with its last step down', () => {
  const run = fixtureRun((made) => {
    setHistory(made, [
      { loss: 1, validationLoss: 1.1 },
      { loss: 0.8, validationLoss: 0.9 },
    ]);
    made.overfitting.verdict = 'still-learning';
  });
  const said = judge(underfits, run)!;
  expect(said.en).toContain(
    'the training loss still went from 1.000 to 0.800, the validation loss from 1.100 to 0.900',
  );
  expect(said.en).toContain('may make it better');
  run.history.splice(1);
  expect(judge(underfits, run)!.en).toContain('It is a single epoch');
});

test('a run that fits its training images is left alone', () => {
  const run = fixtureRun((made) => {
    made.overfitting.verdict = 'no-overfitting';
  });
  expect(judge(underfits, run)).toBeNull();
});
