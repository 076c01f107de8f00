import { differenceError } from '../facts/proportions.js';
import { percent, points } from '../page/numbers.js';
import type { Judge } from './verdict.js';

/** From this ratio of the most to the least frequent label on. */
const UNEQUAL = 1.3;

const en = {
  harmful: (label: string) => `${label} may suffer from being rare.`,
  harmless: 'The labels are unequally frequent, without visible harm.',
  counts: (most: string, n: number, least: string, m: number, ratio: string) =>
    `Trained with ${n} images of ${most} but ${m} of ${least} (${ratio} times as many).`,
  lower: (label: string, recall: string, others: string, by: string) =>
    ` Of the test images of ${label} ${recall} are found, of the others ${others}: ${by}, more than chance explains.`,
  same: (label: string, recall: string, others: string, less: boolean) =>
    ` Of the test images of ${label} ${recall} are found, of the others ${others}: not ${less ? 'clearly ' : ''}less.`,
  always: (most: string, share: string) =>
    ` Always saying ${most} would be right for ${share} of the test images.`,
  balance:
    'Try "classWeights": "balanced", which lets each image of a rare label count more, or more images of it (5.4.1). A label can also be hard for another reason: look at its photos.',
  weighted:
    'Class weights are in use already; more images of the rare label would be the next thing (5.4.1).',
  nothing:
    'Nothing to do; but judge the accuracy against always saying the most frequent label (5.2.2), not against guessing.',
};
const ko: typeof en = {
  harmful: (label) => `${label}은(는) 이미지가 적어서 손해를 볼 수 있다.`,
  harmless: '클래스의 수가 고르지 않지만 해는 보이지 않는다.',
  counts: (most, n, least, m, ratio) => `훈련 이미지는 ${most} ${n}장, ${least} ${m}장이다(${ratio}배).`,
  lower: (label, recall, others, by) =>
    ` ${label}의 테스트 이미지는 ${recall}, 나머지는 ${others}를 찾아냈다: 차이 ${by}로, 우연으로 설명되는 것보다 크다.`,
  same: (label, recall, others, less) =>
    ` ${label}의 테스트 이미지는 ${recall}, 나머지는 ${others}를 찾아냈다: ${less ? '뚜렷이 ' : ''}낮지 않다.`,
  always: (most, share) => ` 언제나 ${most}라고만 답해도 테스트 이미지의 ${share}를 맞힌다.`,
  balance:
    '드문 클래스의 이미지를 더 무겁게 세는 "classWeights": "balanced"나 그 클래스의 이미지를 늘리는 것(5.4.1)을 시도해 보자. 다른 이유로 어려운 클래스일 수도 있으니 사진을 살펴보자.',
  weighted: '이미 클래스 가중치를 쓰고 있다. 다음으로는 드문 클래스의 이미지를 늘려 보자(5.4.1).',
  nothing: '할 일은 없다. 다만 정확도는 무작위 추측이 아니라 가장 흔한 클래스만 답하는 것과 비교하자(5.2.2).',
};
const WORDS = { en, ko };

/** Labels of unequal frequency in training, and whether the rarest one is found less often than the others. */
export const imbalancedLabels: Judge = ({ run }, language) => {
  const { dataset, test, settings } = run;
  const words = WORDS[language];
  const counts = dataset.labels.map((label) => ({ label, n: dataset.splits.train.labels[label] ?? 0 }));
  const most = counts.reduce((a, b) => (b.n > a.n ? b : a));
  const least = counts.reduce((a, b) => (b.n < a.n ? b : a));
  if (least.n === 0 || most.n / least.n < UNEQUAL) return null;
  const index = dataset.labels.indexOf(least.label);
  const found = (rows: readonly number[]) => {
    const right = rows.reduce((sum, row) => sum + (test.confusion[row]?.[row] ?? 0), 0);
    const all = rows.flatMap((row) => test.confusion[row] ?? []).reduce((sum, count) => sum + count, 0);
    return { share: all === 0 ? 0 : right / all, numExamples: all };
  };
  const own = found([index]);
  const others = found([...dataset.labels.keys()].filter((row) => row !== index));
  if (own.numExamples === 0 || others.numExamples === 0) return null;
  const harmed = others.share - own.share > 2 * differenceError(own, others);
  const frequent = found([dataset.labels.indexOf(most.label)]).numExamples / test.numExamples;
  const said = [least.label, percent(own.share), percent(others.share)] as const;
  return {
    id: 'imbalanced-labels',
    title: harmed ? words.harmful(least.label) : words.harmless,
    evidence:
      words.counts(most.label, most.n, least.label, least.n, (most.n / least.n).toFixed(2)) +
      (harmed
        ? words.lower(...said, points(own.share - others.share, language))
        : words.same(...said, own.share < others.share)) +
      words.always(most.label, percent(frequent)),
    advice: harmed ? (settings.training.classWeights ? words.weighted : words.balance) : words.nothing,
  };
};
