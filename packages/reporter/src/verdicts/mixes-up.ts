import type { Run } from '@teamnet/records';
import { percent } from '../page/numbers.js';
import { binomialTail } from '../statistics/binomial-tail.js';
import type { Judge } from './verdict.js';

/** A pair that is mixed up less often than this is no pattern. */
const LEAST = 3;
const LEVEL = 0.05;

const en = {
  title: (actual: string, predicted: string, count: number) => `${actual} taken for ${predicted}: ${count}.`,
  pair: (count: number, of: number, share: string, actual: string, predicted: string, back: number) =>
    `${count} of the ${of} test images of ${actual} (${share}) are taken for ${predicted}; the other way round it is ${back}.`,
  more: (mistakes: number, expected: string) =>
    ` That is more than chance spreads the ${mistakes} mistakes on this label (${expected} on each other label, if evenly).`,
  chance: (mistakes: number) =>
    ` With ${mistakes} mistakes on this label in all, the preference for that one may be chance.`,
  advice: (actual: string, predicted: string) =>
    `Look at the photos below, and at what the network looks at in them (heat maps of class activation, 9.4.3): what do ${actual} and ${predicted} have in common? More images of these two, larger images, or weights learned elsewhere (8.3) may tell them apart.`,
};
const ko: typeof en = {
  title: (actual, predicted, count) => `${actual} → ${predicted} 혼동: ${count}장.`,
  pair: (count, of, share, actual, predicted, back) =>
    `${actual}의 테스트 이미지 ${of}장 중 ${count}장(${share})을 ${predicted}(으)로 답한다. 반대 방향은 ${back}장이다.`,
  more: (mistakes, expected) =>
    ` 이 클래스의 실수 ${mistakes}개가 우연히 퍼질 때보다 많다(고르게 퍼지면 다른 클래스마다 ${expected}개).`,
  chance: (mistakes) => ` 이 클래스의 실수가 모두 ${mistakes}개뿐이라 그중 하나로 몰린 것은 우연일 수 있다.`,
  advice: (actual, predicted) =>
    `아래의 사진과 신경망이 사진의 어디를 보는지(클래스 활성화 히트맵, 9.4.3)를 살펴보자: ${actual}와(과) ${predicted}의 공통점은 무엇인가? 두 클래스의 이미지를 늘리거나, 이미지를 키우거나, 미리 학습된 가중치(8.3)를 쓰면 구별할 수도 있다.`,
};
const WORDS = { en, ko };

/** The pair of labels that is mixed up most, and whether that is a pattern or may be chance. */
export const mixesUp: Judge = ({ run }, language) => {
  const worst = worstPair(run);
  if (!worst || worst.count < LEAST) return null;
  const words = WORDS[language];
  const labels = run.dataset.labels;
  const [actual, predicted] = [labels[worst.row] ?? '?', labels[worst.column] ?? '?'];
  const counts = run.test.confusion[worst.row]!;
  const of = counts.reduce((sum, count) => sum + count, 0);
  const mistakes = of - counts[worst.row]!;
  const others = labels.length - 1;
  // The worst of all pairs was looked for, so each of them had its chance to be it.
  const p = others < 2 ? null : binomialTail(worst.count, mistakes, 1 / others) * labels.length * others;
  return {
    id: 'mixes-up',
    title: words.title(actual, predicted, worst.count),
    evidence:
      words.pair(
        worst.count,
        of,
        percent(worst.count / of),
        actual,
        predicted,
        run.test.confusion[worst.column]?.[worst.row] ?? 0,
      ) +
      (p === null
        ? ''
        : p < LEVEL
          ? words.more(mistakes, (mistakes / others).toFixed(1))
          : words.chance(mistakes)),
    advice: words.advice(actual, predicted),
  };
};

function worstPair({ test }: Run): { row: number; column: number; count: number } | null {
  const pairs = test.confusion.flatMap((counts, row) =>
    counts.map((count, column) => ({ row, column, count: row === column ? 0 : count })),
  );
  return pairs.reduce<(typeof pairs)[number] | null>((a, b) => (a && a.count >= b.count ? a : b), null);
}
