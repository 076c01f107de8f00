import { type Language, mixesLabels, type Run } from '@teamnet/records';
import { percent, points, rounded } from '../page/numbers.js';
import { unsettledSentence } from './unsettled-batch-norm.js';

interface Numbers {
  turning: number;
  lowest: string;
  last: number;
  lastValidation: string;
  lastTraining: string;
  trainingAccuracy: string;
  validationAccuracy: string;
  chance: string;
  gap: string;
}

const en = {
  overfitting: (n: Numbers) =>
    `Overfitting from epoch ${n.turning} on: the validation loss was lowest there (${n.lowest}) and stands at ${n.lastValidation} after epoch ${n.last}, while the training loss went on falling to ${n.lastTraining}. At the end the training accuracy minus the validation accuracy is ${n.gap}.`,
  'no-overfitting': (n: Numbers) =>
    `No overfitting: the validation loss was lowest at epoch ${n.turning} of ${n.last} (${n.lowest}) and ended at ${n.lastValidation}, the training loss at ${n.lastTraining}. At the end the training accuracy minus the validation accuracy is ${n.gap}.`,
  'still-learning': (n: Numbers) =>
    `Still learning: the training ended ${n.turning === n.last ? 'while the validation loss was still falling' : 'soon after the lowest validation loss'} (epoch ${n.turning} of ${n.last}: ${n.lowest}), so more epochs may help, and it is too early to speak of overfitting. At the end the training accuracy minus the validation accuracy is ${n.gap}.`,
  underfitting: (n: Numbers) =>
    `Underfitting: after ${n.last} epochs the network gets only ${n.trainingAccuracy} of its own training images right (guessing: ${n.chance}), with a training loss of ${n.lastTraining}.`,
};
const enMixed = {
  underfitting: (n: Numbers) =>
    `Underfitting: after ${n.last} epochs the network gets only ${n.validationAccuracy} of the validation images right (guessing: ${n.chance}), and its loss has levelled off.`,
  note: ' Training images were mixed (mixup, cutmix): their loss and accuracy cannot be compared with those of the validation.',
};
const koMixed: typeof enMixed = {
  underfitting: (n) =>
    `과소적합: ${n.last} 에폭 뒤에도 검증 이미지를 ${n.validationAccuracy}만 맞히며(무작위 추측: ${n.chance}), 손실은 더 내려가지 않는다.`,
  note: ' 훈련 이미지는 섞인 것(mixup, cutmix)이어서 그 손실과 정확도를 검증 값과 비교할 수 없다.',
};
const MIXED = { en: enMixed, ko: koMixed };
const ko: typeof en = {
  overfitting: (n) =>
    `${n.turning} 에폭부터 과적합: 검증 손실은 그때 가장 낮았고(${n.lowest}) ${n.last} 에폭 뒤에는 ${n.lastValidation}이지만, 훈련 손실은 ${n.lastTraining}까지 계속 내려갔다. 마지막 에폭에서 훈련 정확도와 검증 정확도의 차이는 ${n.gap}이다.`,
  'no-overfitting': (n) =>
    `과적합 없음: 검증 손실은 ${n.last} 에폭 중 ${n.turning} 에폭에서 가장 낮았고(${n.lowest}) ${n.lastValidation}(으)로 끝났으며, 훈련 손실은 ${n.lastTraining}이다. 마지막 에폭에서 훈련 정확도와 검증 정확도의 차이는 ${n.gap}이다.`,
  'still-learning': (n) =>
    `아직 학습 중: ${n.turning === n.last ? '검증 손실이 내려가는 동안' : '검증 손실이 가장 낮아진 직후에'} 훈련이 끝났다(${n.last} 에폭 중 ${n.turning} 에폭에서 최저 ${n.lowest}). 에폭을 늘리면 더 좋아질 수 있으며, 과적합을 말하기에는 아직 이르다. 마지막 에폭에서 훈련 정확도와 검증 정확도의 차이는 ${n.gap}이다.`,
  underfitting: (n) =>
    `과소적합: ${n.last} 에폭 뒤에도 훈련 이미지조차 ${n.trainingAccuracy}만 맞힌다(무작위 추측: ${n.chance}). 훈련 손실은 ${n.lastTraining}이다.`,
};
const WORDS = { en, ko };

/** The run's verdict on overfitting in words, with the numbers of the history that it rests on. */
export function overfittingSentence(run: Run, language: Language): string {
  const { history, overfitting } = run;
  const last = history.at(-1)!;
  const turning = history.find(({ epoch }) => epoch === overfitting.turningEpoch) ?? last;
  const mixed = mixesLabels(run.settings.training.augment) ? MIXED[language] : null;
  const words = { ...WORDS[language], ...(mixed ? { underfitting: mixed.underfitting } : {}) };
  const sentence = words[overfitting.verdict]({
    turning: overfitting.turningEpoch,
    lowest: rounded(turning.validationLoss, 3),
    last: last.epoch,
    lastValidation: rounded(last.validationLoss, 3),
    lastTraining: rounded(last.loss, 3),
    trainingAccuracy: percent(last.accuracy),
    validationAccuracy: percent(last.validationAccuracy),
    chance: percent(1 / run.dataset.labels.length),
    gap: points(overfitting.accuracyGap, language),
  });
  return sentence + (mixed?.note ?? '') + unsettledSentence(run, language);
}

const SHORT: Record<Language, Record<Run['overfitting']['verdict'], string>> = {
  en: {
    overfitting: 'overfitting',
    'no-overfitting': 'no overfitting',
    'still-learning': 'still learning',
    underfitting: 'underfitting',
  },
  ko: {
    overfitting: '과적합',
    'no-overfitting': '과적합 없음',
    'still-learning': '아직 학습 중',
    underfitting: '과소적합',
  },
};

/** The same in one or two words, for tables. */
export function overfittingWord({ overfitting }: Run, language: Language): string {
  return SHORT[language][overfitting.verdict];
}
