import { expect, test } from 'vitest';
import { fixtureRun } from '../testing/fixture-run.js';
import { learningCurves } from './learning-curves.js';

test('the epoch from which a run overfits is marked in words, in the drawing and to a screen reader', async () => {
  const overfitting = fixtureRun((run) => {
    run.bestEpoch = 7;
    run.overfitting.verdict = 'overfitting';
    run.overfitting.turningEpoch = 7;
  });
  for (const [language, words, alt] of [
    ['en', 'overfitting from here', 'The epochs from 7 on are marked as overfitting.'],
    ['ko', '여기부터 과적합', '7 에폭부터 과적합으로 표시되어 있다.'],
  ] as const)
    for (const picture of await learningCurves(overfitting, language)) {
      expect(Buffer.from(picture.content).toString()).toContain(`>${words}</text>`);
      expect(picture.alt).toContain(alt);
    }
});

test('of a run that does not overfit, or only at its last epoch, nothing of the kind is said', async () => {
  const fine = fixtureRun((run) => {
    run.overfitting.verdict = 'no-overfitting';
  });
  const last = fixtureRun((run) => {
    run.overfitting.verdict = 'overfitting';
    run.overfitting.turningEpoch = run.history.length;
  });
  for (const run of [fine, last])
    for (const picture of await learningCurves(run, 'en'))
      expect(`${picture.alt} ${Buffer.from(picture.content)}`).not.toContain('overfitting');
});
