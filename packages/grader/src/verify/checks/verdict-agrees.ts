import { isClose, type RunCheck } from '../run-check.js';

/** What is said of overfitting is what the history shows. */
export const verdictAgrees: RunCheck = {
  id: 'overfitting',
  *find({ run }) {
    const { history, overfitting } = run;
    const last = history.at(-1)!;
    const best = history.reduce((low, epoch) => (epoch.validationLoss < low.validationLoss ? epoch : low));
    const { verdict, turningEpoch, lossGap, accuracyGap } = overfitting;
    if (turningEpoch !== best.epoch)
      yield `overfitting.turningEpoch is ${turningEpoch}, the validation loss is lowest at epoch ${best.epoch}`;
    const gaps = {
      lossGap: last.validationLoss - last.loss,
      accuracyGap: last.accuracy - last.validationAccuracy,
    };
    if (!isClose(lossGap, gaps.lossGap))
      yield `overfitting.lossGap is ${lossGap}, the last epoch's ${gaps.lossGap}`;
    if (!isClose(accuracyGap, gaps.accuracyGap))
      yield `overfitting.accuracyGap is ${accuracyGap}, the last epoch's ${gaps.accuracyGap}`;
    // Necessary for each verdict, whatever the thresholds of the trainer are.
    const since = history.length - best.epoch;
    if (
      verdict === 'overfitting' &&
      (since < 2 || history.every(({ validationLoss }) => validationLoss <= best.validationLoss))
    )
      yield `it says "overfitting", but only ${since} epochs follow the lowest validation loss`;
    if (verdict === 'still-learning' && since > 1)
      yield `it says "still-learning", but ${since} epochs follow the lowest validation loss`;
  },
};
