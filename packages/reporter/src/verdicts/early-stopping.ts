import { duration, percent, rounded } from '../page/numbers.js';
import type { Judge } from './verdict.js';

/** A kept epoch that is better by less than this share of its loss hardly matters. */
const HARDLY = 0.05;

const en = {
  stopped: 'Early stopping ended it.',
  kept: 'Not the last epoch was kept.',
  why: (last: number, most: number, patience: number) =>
    `It ended after epoch ${last} of at most ${most}, as ${patience} epochs in a row brought no lower validation loss.`,
  all: (most: number) => `All ${most} epochs were trained.`,
  weights: (best: number, loss: string, lastLoss: string, accuracy: string, lastAccuracy: string) =>
    ` The weights of epoch ${best} were kept: validation loss ${loss} instead of ${lastLoss} (validation accuracy ${accuracy} instead of ${lastAccuracy}).`,
  hardly: ' That is hardly a difference.',
  saved: (time: string) => ` The epochs that were left out would have taken about ${time}.`,
  fine: 'This is what early stopping is for (5.4.3). A larger patience may find a lower loss where the validation loss jumps from epoch to epoch.',
  could: (epochs: number) =>
    `Early stopping (5.4.3) with a patience of 5 would have ended it ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} sooner.`,
  nothing:
    'Keeping the best weights is all it takes here; early stopping (5.4.3) would hardly have saved time.',
};
const ko: typeof en = {
  stopped: '조기 종료로 끝났다.',
  kept: '마지막 에폭이 아닌 가중치를 남겼다.',
  why: (last, most, patience) =>
    `${patience} 에폭 동안 검증 손실이 더 낮아지지 않아서 최대 ${most} 에폭 중 ${last} 에폭에서 끝났다.`,
  all: (most) => `${most} 에폭을 모두 학습했다.`,
  weights: (best, loss, lastLoss, accuracy, lastAccuracy) =>
    ` ${best} 에폭의 가중치를 남겼다: 검증 손실은 ${lastLoss} 대신 ${loss}, 검증 정확도는 ${lastAccuracy} 대신 ${accuracy}이다.`,
  hardly: ' 거의 차이가 없다.',
  saved: (time) => ` 하지 않은 에폭은 약 ${time} 걸렸을 것이다.`,
  fine: '조기 종료는 바로 이런 때를 위한 것이다(5.4.3). 검증 손실이 에폭마다 들쭉날쭉하면 patience를 늘려서 더 낮은 손실을 찾을 수도 있다.',
  could: (epochs) => `patience 5의 조기 종료(5.4.3)였다면 ${epochs} 에폭 더 일찍 끝났을 것이다.`,
  nothing: '여기서는 가장 좋은 가중치를 남기는 것으로 충분하다. 조기 종료(5.4.3)로 아낄 시간은 거의 없다.',
};
const WORDS = { en, ko };
const PATIENCE = 5;

/** What early stopping, or keeping the best epoch's weights, did to this run. */
export const earlyStopping: Judge = ({ run }, language) => {
  const { history, stopped, settings, bestEpoch } = run;
  const { epochs, earlyStopping } = settings.training;
  const words = WORDS[language];
  const last = history.at(-1)!;
  const best = history.find(({ epoch }) => epoch === bestEpoch);
  const early = stopped === 'early-stopping' && earlyStopping !== null;
  if (!best || best === last) return null;
  const secondsAnEpoch = history.reduce((sum, { seconds }) => sum + seconds, 0) / history.length;
  const hardly = last.validationLoss < (1 + HARDLY) * best.validationLoss;
  const sooner = last.epoch - best.epoch - PATIENCE;
  return {
    id: 'early-stopping',
    title: early ? words.stopped : words.kept,
    evidence: [
      early ? words.why(last.epoch, epochs, earlyStopping.patience) : words.all(last.epoch),
      words.weights(
        best.epoch,
        rounded(best.validationLoss, 3),
        rounded(last.validationLoss, 3),
        percent(best.validationAccuracy),
        percent(last.validationAccuracy),
      ),
      hardly ? words.hardly : '',
      early && epochs > last.epoch
        ? words.saved(duration((epochs - last.epoch) * secondsAnEpoch, language))
        : '',
    ].join(''),
    advice: early ? words.fine : sooner > 0 ? words.could(sooner) : words.nothing,
  };
};
