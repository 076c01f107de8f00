import { expect, test } from 'vitest';
import { fixtureRun, judge, setHistory } from '../testing/fixture-run.js';
import { overfits } from './overfits.js';

const overfitting = (after: number, augment = true) =>
  fixtureRun((run) => {
    const rising = Array.from({ length: after }, (_, index) => ({
      validationLoss: 0.9 + 0.1 * index,
      accuracy: 0.9,
    }));
    setHistory(run, [{ validationLoss: 0.8, validationAccuracy: 0.7, accuracy: 0.75 }, ...rising]);
    run.overfitting.verdict = 'overfitting';
    if (!augment) run.settings.training.augment = [];
  });

test('overfitting is told with the epoch where it turned and how the gap grew', () => {
  const said = judge(overfits, overfitting(5))!;
  expect(said.en).toMatch(
    /^It overfits\. From epoch 1 to 6 the validation loss went from 0\.800 to 1\.300, and training minus validation accuracy from \+5\.0 pp to \+20\.0 pp\./,
  );
  expect(said.ko).toMatch(/^과적합이다\. 1 에폭부터 6 에폭까지/);
});

test('few epochs after the turning point leave a "may"', () => {
  expect(judge(overfits, overfitting(2))!.en).toMatch(/^It may be beginning to overfit\./);
});

test('remedies that the run uses already are not advised', () => {
  const said = judge(overfits, overfitting(5))!.en;
  expect(said).toContain('Try dropout (5.4.4), or a smaller network');
  expect(said).not.toContain('augmentation');
  expect(judge(overfits, overfitting(5, false))!.en).toContain('Try augmentation (8.2.5), or dropout');
});

test('a run that began with weights learned elsewhere is advised to train less of them', () => {
  const run = overfitting(5);
  run.settings.training.transfer = { from: 'imagenet', method: 'feature-extraction' };
  run.settings.training.augment = [];
  expect(judge(overfits, run)!.en).toMatch(
    /Try dropout \(5\.4\.4\), or fewer layers that are trained, or a lower/,
  );
});

test('a run that does not overfit is left alone', () => {
  expect(judge(overfits, fixtureRun())).toBeNull();
});
