import { mixesLabels } from '@teamnet/records';
import { percent, rounded } from '../page/numbers.js';
import type { Judge } from './verdict.js';

const en = {
  underfits: 'It underfits.',
  evidence: (epochs: number, accuracy: string, chance: string, loss: string) =>
    `After ${epochs} epochs only ${accuracy} of its own training images are right (guessing: ${chance}; training loss ${loss}).`,
  mixed: (epochs: number, accuracy: string, chance: string) =>
    `After ${epochs} epochs only ${accuracy} of the validation images are right (guessing: ${chance}), and the loss has levelled off; it trained on mixed images, which cannot be fitted.`,
  advice:
    'Before anything else a network must be able to fit its training images (5.3): try another learning rate first (5.3.1), then a network with more channels or blocks (5.3.3), and more epochs.',
  learning: 'It was not done learning.',
  falling: (before: string, after: string, validation: string, validationAfter: string, epoch: number) =>
    `In the last epoch (${epoch}) the training loss still went from ${before} to ${after}, the validation loss from ${validation} to ${validationAfter}.`,
  one: (loss: string, validation: string) =>
    `It is a single epoch, with a training loss of ${loss} and a validation loss of ${validation}.`,
  more: 'More epochs may make it better, and only then it can be seen whether it overfits: train until it does, then hold it back (5.3, 5.4).',
};
const ko: typeof en = {
  underfits: '과소적합이다.',
  evidence: (epochs, accuracy, chance, loss) =>
    `${epochs} 에폭 뒤에도 훈련 이미지의 ${accuracy}만 맞힌다(무작위 추측: ${chance}, 훈련 손실 ${loss}).`,
  mixed: (epochs, accuracy, chance) =>
    `${epochs} 에폭 뒤에도 검증 이미지의 ${accuracy}만 맞히고(무작위 추측: ${chance}) 손실은 더 내려가지 않는다. 훈련 이미지는 섞인 것이어서 다 맞힐 수 없다.`,
  advice:
    '무엇보다 먼저 훈련 이미지를 맞힐 수 있어야 한다(5.3): 먼저 다른 학습률을(5.3.1), 그다음 채널이나 블록이 더 많은 신경망과(5.3.3) 더 많은 에폭을 시도해 보자.',
  learning: '아직 학습이 끝나지 않았다.',
  falling: (before, after, validation, validationAfter, epoch) =>
    `마지막 에폭(${epoch})에서도 훈련 손실은 ${before}에서 ${after}(으)로, 검증 손실은 ${validation}에서 ${validationAfter}(으)로 변했다.`,
  one: (loss, validation) => `한 에폭뿐이고 훈련 손실은 ${loss}, 검증 손실은 ${validation}이다.`,
  more: '에폭을 늘리면 더 좋아질 수 있고, 그래야 과적합하는지도 볼 수 있다. 과적합할 때까지 학습한 뒤 억제해 보자(5.3, 5.4).',
};
const WORDS = { en, ko };

/** Underfitting, and a training that ended while it was still getting better. */
export const underfits: Judge = ({ run }, language) => {
  const { history, overfitting, dataset, settings } = run;
  const words = WORDS[language];
  const last = history.at(-1)!;
  const chance = percent(1 / dataset.labels.length);
  if (overfitting.verdict === 'underfitting')
    return {
      id: 'underfits',
      title: words.underfits,
      evidence: mixesLabels(settings.training.augment)
        ? words.mixed(last.epoch, percent(last.validationAccuracy), chance)
        : words.evidence(last.epoch, percent(last.accuracy), chance, rounded(last.loss, 3)),
      advice: words.advice,
    };
  if (overfitting.verdict !== 'still-learning') return null;
  const before = history.at(-2);
  const three = (value: number) => rounded(value, 3);
  return {
    id: 'still-learning',
    title: words.learning,
    evidence: before
      ? words.falling(
          three(before.loss),
          three(last.loss),
          three(before.validationLoss),
          three(last.validationLoss),
          last.epoch,
        )
      : words.one(three(last.loss), three(last.validationLoss)),
    advice: words.more,
  };
};
