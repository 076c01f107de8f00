import type { Language, Run } from '@teamnet/records';
import { percent, percentRange } from '../page/numbers.js';
import { favouriteLabel } from './favourite-label.js';
import { hardestClass } from './hardest-class.js';
import { wilsonInterval } from './proportions.js';
import { worstConfusion } from './worst-confusion.js';

const en = {
  test: (right: number, all: number, accuracy: string, range: string, chance: string) =>
    `${right} of ${all} test images are right: ${accuracy} (95 % interval ${range}; guessing would give ${chance}).`,
  nearChance: ' The interval reaches down to guessing, so it is not shown that the network learned anything.',
  hardest: (label: string, recall: string, support: number) =>
    ` The hardest label is ${label}: ${recall} of its ${support} images are found.`,
  favourite: (label: string, count: number, all: number) =>
    ` It says ${label} for ${count} of the ${all} images, so it hardly tells the labels apart.`,
  confused: (actual: string, predicted: string, count: number, of: number) =>
    ` The most frequent mistake is ${actual} taken for ${predicted} (${count} of ${of}).`,
};
const ko: typeof en = {
  test: (right, all, accuracy, range, chance) =>
    `테스트 이미지 ${all}장 중 ${right}장을 맞혔다: ${accuracy} (95 % 구간 ${range}, 무작위 추측은 ${chance}).`,
  nearChance: ' 구간이 무작위 추측까지 내려가므로 신경망이 무언가를 배웠다고 말할 수 없다.',
  hardest: (label, recall, support) =>
    ` 가장 어려운 클래스는 ${label}로, ${support}장 중 ${recall}를 찾아냈다.`,
  favourite: (label, count, all) =>
    ` 이미지 ${all}장 중 ${count}장에 ${label}라고 답하므로 클래스를 거의 구별하지 못한다.`,
  confused: (actual, predicted, count, of) =>
    ` 가장 잦은 실수는 ${actual} → ${predicted}이다 (${of}장 중 ${count}장).`,
};
const WORDS = { en, ko };

/** What the test says: the accuracy with its uncertainty, the hardest label, the most frequent mistake. */
export function testSentence(run: Run, language: Language): string {
  const words = WORDS[language];
  const { accuracy, numExamples } = run.test;
  const chance = 1 / run.dataset.labels.length;
  const interval = wilsonInterval(accuracy, numExamples);
  const hardest = hardestClass(run);
  const confused = worstConfusion(run);
  const favourite = favouriteLabel(run);
  return [
    words.test(
      Math.round(accuracy * numExamples),
      numExamples,
      percent(accuracy),
      percentRange(interval),
      percent(chance),
    ),
    interval[0] <= chance ? words.nearChance : '',
    favourite ? words.favourite(favourite.label, favourite.count, numExamples) : '',
    hardest && hardest.recall < 1
      ? words.hardest(hardest.label, percent(hardest.recall), hardest.support)
      : '',
    confused ? words.confused(confused.actual, confused.predicted, confused.count, confused.of) : '',
  ].join('');
}
