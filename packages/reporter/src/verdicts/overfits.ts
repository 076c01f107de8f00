import type { Run } from '@teamnet/records';
import { points, rounded } from '../page/numbers.js';
import type { Judge } from './verdict.js';

/** Fewer epochs than this after the turning point may still be a bad streak. */
const SURE_AFTER = 4;

const en = {
  sure: 'It overfits.',
  may: 'It may be beginning to overfit.',
  evidence: (turning: number, last: number, before: string, after: string, gap: string, lastGap: string) =>
    `From epoch ${turning} to ${last} the validation loss went from ${before} to ${after}, and training minus validation accuracy from ${gap} to ${lastGap}.`,
  try: (list: string) => `Try ${list}.`,
  or: ', or ',
  augment: 'augmentation (8.2.5)',
  dropout: 'dropout (5.4.4)',
  stop: 'early stopping (5.4.3)',
  smaller: 'a smaller network (5.4.4)',
  pretrained: 'a network whose weights were learned elsewhere (8.3)',
  frozen: 'fewer layers that are trained, or a lower learning rate for them (8.3.2)',
};
const ko: typeof en = {
  sure: '과적합이다.',
  may: '과적합이 시작되었을 수 있다.',
  evidence: (turning, last, before, after, gap, lastGap) =>
    `${turning} 에폭부터 ${last} 에폭까지 검증 손실은 ${before}에서 ${after}(으)로, 훈련 정확도와 검증 정확도의 차이는 ${gap}에서 ${lastGap}(으)로 변했다.`,
  try: (list) => `해 볼 것: ${list}.`,
  or: ', ',
  augment: '데이터 증강(8.2.5)',
  dropout: '드롭아웃(5.4.4)',
  stop: '조기 종료(5.4.3)',
  smaller: '더 작은 신경망(5.4.4)',
  pretrained: '다른 데이터에서 미리 학습된 신경망(8.3)',
  frozen: '학습하는 층을 줄이거나 그 층의 학습률을 낮추기(8.3.2)',
};
const WORDS = { en, ko };

/** Overfitting: how the gap grew after the turning point, and which remedy the run has not used yet. */
export const overfits: Judge = ({ run }, language) => {
  const { history, overfitting } = run;
  if (overfitting.verdict !== 'overfitting') return null;
  const words = WORDS[language];
  const last = history.at(-1)!;
  const turning = history.find(({ epoch }) => epoch === overfitting.turningEpoch) ?? last;
  const gap = ({ accuracy, validationAccuracy }: typeof last) =>
    points(accuracy - validationAccuracy, language);
  return {
    id: 'overfits',
    title: last.epoch - turning.epoch >= SURE_AFTER ? words.sure : words.may,
    evidence: words.evidence(
      turning.epoch,
      last.epoch,
      rounded(turning.validationLoss, 3),
      rounded(last.validationLoss, 3),
      gap(turning),
      gap(last),
    ),
    advice: words.try(
      remedies(run)
        .map((remedy) => words[remedy])
        .join(words.or),
    ),
  };
};

function remedies({ settings: { training }, model }: Run) {
  const hasDropout = model.layers.some(({ type }) => /dropout/i.test(type));
  const unused = [
    // Features that were computed once come from images as they are.
    training.augment.length === 0 && training.transfer?.method !== 'feature-extraction'
      ? ('augment' as const)
      : null,
    hasDropout ? null : ('dropout' as const),
    training.earlyStopping ? null : ('stop' as const),
  ].filter((remedy) => remedy !== null);
  const others = training.transfer ? (['frozen'] as const) : (['smaller', 'pretrained'] as const);
  return [...unused, ...others].slice(0, 3);
}
