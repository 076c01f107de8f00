import type { Run } from '@teamnet/records';
import { expect, test } from 'vitest';
import { fixtureRun, judge } from '../testing/fixture-run.js';
import { imbalancedLabels } from './imbalanced-labels.js';

const withDaisies = (found: number, edit: (run: Run) => void = () => {}) =>
  judge(
    imbalancedLabels,
    fixtureRun((run) => {
      run.dataset.splits.train.labels = {
        dandelion: 600,
        daisy: 200,
        tulips: 500,
        sunflowers: 500,
        roses: 500,
      };
      run.test.numExamples = 500;
      run.test.confusion = [0, 1, 2, 3, 4].map((label) =>
        [0, 1, 2, 3, 4].map((predicted) => {
          const right = label === 1 ? found : 80;
          return predicted === label ? right : predicted === (label + 1) % 5 ? 100 - right : 0;
        }),
      );
      edit(run);
    }),
  );

test('a rare label that is found clearly less often may suffer from it', () => {
  const said = withDaisies(40)!;
  expect(said.en).toMatch(
    /^daisy may suffer from being rare\. Trained with 600 images of dandelion but 200 of daisy \(3\.00 times as many\)\. Of the test images of daisy 40\.0 % are found, of the others 80\.0 %: −40\.0 pp/,
  );
  expect(said.en).toContain('"classWeights": "balanced"');
  expect(said.ko).toContain('이미지가 적어서 손해');
  const weighted = withDaisies(40, (run) => {
    run.settings.training.classWeights = 'balanced';
  });
  expect(weighted!.en).toContain('Class weights are in use already');
});

test('a rare label that is found as often shows no harm, and even labels are no imbalance', () => {
  expect(withDaisies(75)!.en).toMatch(
    /^The labels are unequally frequent, without visible harm\..*not clearly less/,
  );
  expect(withDaisies(90)!.en).toContain('not less.');
  expect(withDaisies(90)!.en).toContain(
    'Always saying dandelion would be right for 20.0 % of the test images',
  );
  const even = withDaisies(40, (run) => {
    run.dataset.splits.train.labels.daisy = 500;
  });
  expect(even).toBeNull();
});
