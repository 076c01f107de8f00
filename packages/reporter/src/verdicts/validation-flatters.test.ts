import { expect, test } from 'vitest';
import { fixtureRun, judge } from '../testing/fixture-run.js';
import { validationFlatters } from './validation-flatters.js';

const withAccuracies = (validation: number, test: number) =>
  judge(
    validationFlatters,
    fixtureRun((run) => {
      run.dataset.splits.validation.numExamples = 378;
      Object.assign(run.test, { numExamples: 372, accuracy: test });
      run.history[run.bestEpoch - 1]!.validationAccuracy = validation;
    }),
  );

test('a validation accuracy clearly above the test accuracy may be that of images that resemble training', () => {
  const said = withAccuracies(0.99, 0.82)!;
  expect(said.en).toMatch(
    /on 99\.0 % of 378 validation images but on 82\.0 % of 372 test images: \+17\.0 pp, where chance explains up to 4\.\d pp/,
  );
  expect(said.ko).toContain('검증 이미지 378장의 99.0 %');
});

test('a difference that chance in the images explains, and a higher test accuracy, say nothing', () => {
  expect(withAccuracies(0.84, 0.82)).toBeNull();
  expect(withAccuracies(0.82, 0.99)).toBeNull();
});
