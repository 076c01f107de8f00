import type { ClassWeights, GradientClipping, Language, LearningRateSchedule } from '@teamnet/records';

const en = {
  none: 'none',
  constant: 'constant',
  cosine: (length: string, alpha: number) =>
    `cosine decay over ${length}${alpha > 0 ? ` to ${alpha} of it` : ''}`,
  exponential: (rate: number, length: string, staircase: boolean) =>
    `exponential decay, times ${rate} every ${length}${staircase ? ', in stairs' : ''}`,
  piecewise: (parts: string) => `piecewise constant: ${parts}`,
  beyond: (value: number, boundary: string) => `${value} after ${boundary}`,
  plateau: (factor: number, patience: number) =>
    `times ${factor} when the validation loss makes no new low for ${epochs('en', patience)}`,
  atLeast: (rate: number) => `, at least ${rate}`,
  cooldown: (length: string) => `, then ${length} of rest`,
  minDelta: (delta: number) => `, a low being ${delta} lower`,
  warmup: (length: string, from: number) => `, warm-up over ${length}${from > 0 ? ` from ${from}` : ''}`,
  rest: 'the rest of the training',
  step: (count: number) => `step ${count}`,
  epoch: (count: number) => `epoch ${count}`,
  norm: (limit: number) => `norm of each gradient up to ${limit}`,
  globalNorm: (limit: number) => `norm of all gradients up to ${limit}`,
  value: (limit: number) => `values up to ±${limit}`,
  balanced: 'balanced',
};
const ko: typeof en = {
  none: '없음',
  constant: '일정',
  cosine: (length, alpha) => `코사인 감소, ${length} 동안${alpha > 0 ? ` ${alpha}배까지` : ''}`,
  exponential: (rate, length, staircase) =>
    `지수 감소, ${length}마다 ${rate}배${staircase ? ', 계단식' : ''}`,
  piecewise: (parts) => `구간별 일정: ${parts}`,
  beyond: (value, boundary) => `${boundary} 뒤 ${value}`,
  plateau: (factor, patience) =>
    `검증 손실이 ${epochs('ko', patience)} 동안 새로 낮아지지 않으면 ${factor}배`,
  atLeast: (rate) => `, 최소 ${rate}`,
  cooldown: (length) => `, 그 뒤 ${length} 쉼`,
  minDelta: (delta) => `, ${delta}보다 더 낮아야 함`,
  warmup: (length, from) => `, 워밍업 ${length}${from > 0 ? ` (${from}부터)` : ''}`,
  rest: '남은 학습',
  step: (count) => `${count}번째 단계`,
  epoch: (count) => `${count}번째 에폭`,
  norm: (limit) => `기울기마다 노름 ${limit} 이하`,
  globalNorm: (limit) => `전체 기울기의 노름 ${limit} 이하`,
  value: (limit) => `값 ±${limit} 이내`,
  balanced: '균형 (balanced)',
};
const WORDS = { en, ko };

/** A learning-rate schedule in words, with Keras' defaults where the homework leaves them out. */
export function describeSchedule(
  schedule: LearningRateSchedule | null | undefined,
  language: Language,
): string {
  const words = WORDS[language];
  if (!schedule) return words.constant;
  const { warmupFrom = 0 } = schedule;
  const warmup = lengthOf(schedule.warmupSteps, schedule.warmupEpochs, language);
  return decay(schedule, language) + (warmup === null ? '' : words.warmup(warmup, warmupFrom));
}

function decay(schedule: LearningRateSchedule, language: Language): string {
  const words = WORDS[language];
  switch (schedule.name) {
    case 'constant':
      return words.constant;
    case 'cosine-decay': {
      const length = lengthOf(schedule.decaySteps, schedule.decayEpochs, language);
      return words.cosine(length ?? words.rest, schedule.alpha ?? 0);
    }
    case 'exponential-decay': {
      const length = lengthOf(schedule.decaySteps, schedule.decayEpochs, language);
      return words.exponential(schedule.decayRate, length ?? words.rest, schedule.staircase ?? false);
    }
    case 'piecewise-constant-decay': {
      const { boundarySteps, boundaryEpochs = [], values } = schedule;
      const boundaries = boundarySteps?.map(words.step) ?? boundaryEpochs.map(words.epoch);
      return words.piecewise(
        values.map((value, index) => words.beyond(value, boundaries[index]!)).join(', '),
      );
    }
    case 'reduce-on-plateau': {
      const { factor = 0.1, patience = 10, minDelta, cooldown = 0, minLearningRate = 0 } = schedule;
      return [
        words.plateau(factor, patience),
        minLearningRate > 0 ? words.atLeast(minLearningRate) : '',
        cooldown > 0 ? words.cooldown(epochs(language, cooldown)) : '',
        minDelta === undefined ? '' : words.minDelta(minDelta),
      ].join('');
    }
  }
}

/** Gradient clipping in words. */
export function describeClipping(clipping: GradientClipping | null | undefined, language: Language): string {
  const words = WORDS[language];
  if (!clipping) return words.none;
  if ('norm' in clipping) return words.norm(clipping.norm);
  return 'value' in clipping ? words.value(clipping.value) : words.globalNorm(clipping.globalNorm);
}

/** Class weights in words: `daisy 2, roses 0.5`. */
export function describeClassWeights(weights: ClassWeights | null | undefined, language: Language): string {
  const words = WORDS[language];
  if (!weights) return words.none;
  if (weights === 'balanced') return words.balanced;
  return Object.entries(weights)
    .map(([label, weight]) => `${label} ${weight}`)
    .join(', ');
}

function lengthOf(
  steps: number | undefined,
  inEpochs: number | undefined,
  language: Language,
): string | null {
  if (inEpochs !== undefined) return epochs(language, inEpochs);
  if (steps === undefined) return null;
  return language === 'ko' ? `${steps}단계` : `${steps} step${steps === 1 ? '' : 's'}`;
}

function epochs(language: Language, count: number): string {
  return language === 'ko' ? `${count} 에폭` : `${count} epoch${count === 1 ? '' : 's'}`;
}
