import type { Epoch } from '@teamnet/records';
import { percent, rounded } from '../page/numbers.js';
import type { Judge } from './verdict.js';

/** A rise from one epoch to the next by this share of the loss before, */
const SHARE = 0.5;
/** and by at least this share of guessing's loss, is a jump. */
const LEAST = 0.25;

const en = {
  title: 'The validation loss jumps.',
  evidence: (
    times: number,
    of: number,
    before: string,
    after: string,
    epoch: number,
    from: string,
    to: string,
  ) =>
    `From one epoch to the next it rose by half or more ${times === 1 ? 'once' : `${times} times`} in ${of}, most from ${before} to ${after} in epoch ${epoch} (validation accuracy ${from} → ${to}).`,
  advice: (norm: boolean) =>
    `So a single epoch says little; look at the trend, and keep the best weights.${norm ? ' Batch normalization is one candidate: in validation it uses moving averages, which follow the weights only slowly ("batchNormMomentum": 0.9 makes them faster; 9.3.3).' : ''} A lower learning rate is another (5.3.1).`,
};
const ko: typeof en = {
  title: '검증 손실이 들쭉날쭉하다.',
  evidence: (times, of, before, after, epoch, from, to) =>
    `에폭이 바뀌는 ${of}번 중 ${times}번 절반 이상 올랐다. 가장 크게는 ${epoch} 에폭에서 ${before}에서 ${after}(으)로(검증 정확도 ${from} → ${to}).`,
  advice: (norm) =>
    `그래서 한 에폭만으로는 알 수 있는 것이 적다. 추세를 보고 가장 좋은 가중치를 남기자.${norm ? ' 배치 정규화가 한 가지 원인일 수 있다: 검증 때 쓰는 이동 평균은 가중치를 천천히 따라온다("batchNormMomentum": 0.9로 하면 빨라진다, 9.3.3).' : ''} 더 낮은 학습률도 시도해 보자(5.3.1).`,
};
const WORDS = { en, ko };

/** A validation loss that jumps up from one epoch to the next, which is no overfitting by itself. */
export const validationJumps: Judge = ({ run }, language) => {
  const { history, dataset, model } = run;
  const guess = Math.log(dataset.labels.length);
  const jumps = history.slice(1).flatMap((after, index): [Epoch, Epoch][] => {
    const before = history[index]!;
    const rise = after.validationLoss - before.validationLoss;
    return rise > SHARE * before.validationLoss && rise > LEAST * guess ? [[before, after]] : [];
  });
  const size = ([before, after]: [Epoch, Epoch]) => after.validationLoss - before.validationLoss;
  if (jumps.length === 0) return null;
  const [before, after] = jumps.reduce((a, b) => (size(b) > size(a) ? b : a));
  const words = WORDS[language];
  return {
    id: 'validation-jumps',
    title: words.title,
    evidence: words.evidence(
      jumps.length,
      history.length - 1,
      rounded(before.validationLoss, 3),
      rounded(after.validationLoss, 3),
      after.epoch,
      percent(before.validationAccuracy),
      percent(after.validationAccuracy),
    ),
    advice: words.advice(model.layers.some(({ type }) => type === 'BatchNormalization')),
  };
};
