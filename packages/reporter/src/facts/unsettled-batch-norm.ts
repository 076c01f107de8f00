import type { Language, Run } from '@teamnet/records';
import { percent } from '../page/numbers.js';

/** Keras' momentum of 0.99 forgets what a moving average began with only after some hundred steps. */
const FEW_STEPS = 1000;

const WORDS: Record<Language, (training: string, validation: string, steps: number) => string> = {
  en: (training, validation, steps) =>
    ` Training (${training}) looks good while validation (${validation}) is near guessing. Besides overfitting there is another candidate: batch normalization uses the batch's own statistics in training and slow moving averages in validation, and after ${steps} steps those may not have settled. More epochs would tell the two apart.`,
  ko: (training, validation, steps) =>
    ` 훈련 정확도(${training})는 높은데 검증 정확도(${validation})는 무작위 추측에 가깝다. 과적합 말고 다른 원인도 있을 수 있다: 배치 정규화는 훈련 때는 배치의 통계를, 검증 때는 천천히 변하는 이동 평균을 쓰는데, ${steps} 스텝으로는 이동 평균이 아직 자리 잡지 못했을 수 있다. 에폭을 늘려 보면 둘을 구별할 수 있다.`,
};

/** A hint where the history has the mark of moving statistics that have not settled; '' elsewhere. */
export function unsettledSentence({ model, history, dataset, settings }: Run, language: Language): string {
  const last = history.at(-1)!;
  const chance = 1 / dataset.labels.length;
  const batches = Math.ceil(dataset.splits.train.numExamples / settings.training.batchSize);
  const steps = batches * history.length;
  const marked =
    model.layers.some(({ type }) => type === 'BatchNormalization') &&
    steps < FEW_STEPS &&
    last.accuracy > chance + 0.3 &&
    last.validationAccuracy < chance + 0.1;
  return marked ? WORDS[language](percent(last.accuracy), percent(last.validationAccuracy), steps) : '';
}
