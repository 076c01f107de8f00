import { expect, test } from 'vitest';
import { fixtureRun, judge, setHistory } from '../testing/fixture-run.js';
import { validationJumps } from './validation-jumps.js';

const withLosses = (batchNorm: boolean, ...losses: number[]) =>
  judge(
    validationJumps,
    fixtureRun((run) => {
      setHistory(
        run,
        losses.map((validationLoss) => ({ validationLoss, validationAccuracy: 1 / (1 + validationLoss) })),
      );
      if (!batchNorm) run.model.layers = run.model.layers.filter(({ type }) => type !== 'BatchNormalization');
    }),
  );

test('jumps are counted and the largest named; batch normalization is a candidate where there is some', () => {
  const said = withLosses(true, 4, 1, 2.6, 0.8, 0.1, 0.9)!;
  expect(said.en).toMatch(/rose by half or more 2 times in 5, most from 1\.000 to 2\.600 in epoch 3/);
  expect(said.en).toContain('"batchNormMomentum": 0.9');
  expect(said.ko).toContain('5번 중 2번');
  expect(withLosses(false, 1, 2.6)!.en).not.toContain('atch normalization');
});

test('a slow rise and small ripples are no jumps', () => {
  expect(withLosses(true, 1, 0.8, 1, 1.2, 1.4)).toBeNull();
  expect(withLosses(true, 1, 0.02, 0.04)).toBeNull();
});
