import { type Epoch, mixesLabels } from '@teamnet/records';
import { rounded } from '../page/numbers.js';
import type { Judge } from './verdict.js';

/** A rise of the training loss by less than this share of guessing's loss is noise. */
const NOISE = 0.05;
/** One rise by this share of guessing's loss is enough, */
const LARGE = 0.25;
/** else this share of the epochs must have risen, and two of them at least. */
const OFTEN = 0.25;

const en = {
  high: (rate: number) => `The learning rate of ${rate} may be too high.`,
  unclear: (rate: number) => `The learning rate of ${rate} may be too high, or far too low.`,
  rose: (times: number, of: number, before: string, after: string, epoch: number) =>
    `The training loss, which should fall from epoch to epoch, rose in ${times} of ${of}, most from ${before} to ${after} in epoch ${epoch}.`,
  stuck: (epochs: number, loss: string, guess: string) =>
    `In ${epochs} epochs the training loss never came clearly below that of guessing (lowest ${loss}; guessing ${guess}).`,
  above: (most: string, guess: string, epoch: number) =>
    `In epoch ${epoch} the training loss is ${most}, far above that of guessing (${guess}).`,
  advice: (rate: number) =>
    `Try a third and a tenth of it, e.g. "sweep": { "learningRate": [${short(rate / 3)}, ${short(rate / 10)}] }, a larger batch, or a warm-up or decay (learningRateSchedule): steps that are too long jump over the valley (5.3.1).`,
  both: (rate: number) =>
    `Try it both ways, e.g. "sweep": { "learningRate": [${short(rate / 10)}, ${short(rate * 10)}] }: a loss that does not move has an unfit learning rate first of all (5.3.1).`,
};
const ko: typeof en = {
  high: (rate) => `학습률 ${rate}이(가) 너무 높을 수 있다.`,
  unclear: (rate) => `학습률 ${rate}이(가) 너무 높거나, 반대로 너무 낮을 수 있다.`,
  rose: (times, of, before, after, epoch) =>
    `에폭마다 내려가야 할 훈련 손실이 ${of}번 중 ${times}번 올라갔다. 가장 크게는 ${epoch} 에폭에서 ${before}에서 ${after}(으)로.`,
  stuck: (epochs, loss, guess) =>
    `${epochs} 에폭 동안 훈련 손실이 무작위 추측의 손실보다 뚜렷이 내려간 적이 없다(최저 ${loss}, 추측 ${guess}).`,
  above: (most, guess, epoch) => `${epoch} 에폭의 훈련 손실은 ${most}로 무작위 추측(${guess})보다 훨씬 높다.`,
  advice: (rate) =>
    `3분의 1과 10분의 1을 시도해 보자. 예: "sweep": { "learningRate": [${short(rate / 3)}, ${short(rate / 10)}] }. 더 큰 배치나 워밍업, 감소(learningRateSchedule)도 있다. 걸음이 너무 크면 골짜기를 뛰어넘는다(5.3.1).`,
  both: (rate) =>
    `양쪽으로 시도해 보자. 예: "sweep": { "learningRate": [${short(rate / 10)}, ${short(rate * 10)}] }. 손실이 움직이지 않으면 무엇보다 학습률이 맞지 않는 것이다(5.3.1).`,
};
const WORDS = { en, ko };

/**
 * A learning rate that is too high, read off the training loss, which falls from epoch to epoch when steps are short
 * enough: it rose much once, or again and again, lay far above guessing's, or stayed there. The validation loss is left out: it
 * jumps for other reasons, too.
 */
export const learningRateTooHigh: Judge = ({ run }, language) => {
  const { history, dataset, settings } = run;
  const words = WORDS[language];
  const rate = settings.training.optimizer.learningRate;
  const guess = Math.log(dataset.labels.length);
  const three = (value: number) => rounded(value, 3);
  const found = (title: string, evidence: string[], advice: string) => ({
    id: 'learning-rate-too-high',
    title,
    evidence: evidence.join(' '),
    advice,
  });

  const highest = history.reduce((a, b) => (b.loss > a.loss ? b : a));
  const lowest = Math.min(...history.map(({ loss }) => loss));
  // Images of two labels keep the training loss near guessing's even where the network does well.
  const mixed = mixesLabels(settings.training.augment);
  const moved = mixed && history.some(({ validationLoss }) => validationLoss < (1 - NOISE) * guess);
  // The first epoch begins with weights that know nothing.
  const above = highest.loss > (highest.epoch > 1 ? 1.5 : 5) * guess;
  const aboveText = above ? [words.above(three(highest.loss), three(guess), highest.epoch)] : [];
  if (history.length >= 3 && !moved && lowest > (1 - NOISE) * guess)
    return found(
      above ? words.high(rate) : words.unclear(rate),
      [words.stuck(history.length, three(lowest), three(guess)), ...aboveText],
      above ? words.advice(rate) : words.both(rate),
    );

  const rises = risesOf(history, NOISE * guess);
  const largest = rises.reduce<Rise | null>((a, b) => (a && a.size >= b.size ? a : b), null);
  const often = rises.length >= 2 && rises.length >= OFTEN * (history.length - 1);
  const rising = largest !== null && (largest.size >= LARGE * guess || often);
  if (!rising) return above ? found(words.high(rate), aboveText, words.advice(rate)) : null;
  const { before, after } = largest;
  const rose = words.rose(
    rises.length,
    history.length - 1,
    three(before.loss),
    three(after.loss),
    after.epoch,
  );
  return found(words.high(rate), [rose, ...aboveText], words.advice(rate));
};

interface Rise {
  before: Epoch;
  after: Epoch;
  size: number;
}

function risesOf(history: readonly Epoch[], least: number): Rise[] {
  return history.slice(1).flatMap((after, index) => {
    const before = history[index]!;
    const size = after.loss - before.loss;
    return size > least ? [{ before, after, size }] : [];
  });
}

/** Two digits are enough for a learning rate to try. */
function short(rate: number): string {
  return String(Number(rate.toPrecision(2)));
}
