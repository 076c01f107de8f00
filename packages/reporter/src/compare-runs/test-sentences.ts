import type { Language } from '@teamnet/records';
import { percent, points, pointsRange, pValue } from '../page/numbers.js';
import type { RunComparison } from './run-comparison.js';

const en = {
  headline: (first: string, a: string, second: string, b: string, difference: string, interval: string) =>
    `${first} is right on ${a} of its test images, ${second} on ${b}: ${difference} (95 % interval ${interval}).`,
  counts: (
    images: number,
    both: number,
    first: string,
    one: number,
    second: string,
    other: number,
    none: number,
  ) =>
    ` Both were tested on the same ${images} images: both are right on ${both}, only ${first} on ${one}, only ${second} on ${other}, neither on ${none}.`,
  equal: ' Both are right and wrong on the very same images, so the test has nothing to tell them apart by.',
  test: (p: string, share: string) =>
    ` McNemar’s exact test: p ${p}. Were both equally good, chance alone would divide the images on which just one is right at least this unevenly in ${share} of 100 such comparisons.`,
  clear: (better: string) =>
    ` So ${better} is better on these images, and more than luck with them explains.`,
  unclear: ' So this is no clear difference.',
  fewest: 'fewer than 0.1',
  seed: ' It says nothing about the luck of a seed: each is one training.',
  'other-dataset':
    ' They were trained and tested on two data sets, so no test image is the same, and guessing is not equally good on them: the difference is one of the tasks as much as of the networks.',
  'other-images':
    ' They were not tested on the same images, so there is no test image by image; the interval takes them as two samples (Agresti & Caffo).',
  'no-predictions':
    ' The predictions of at least one were not kept (or are not those that its run.json lists), so there is no test image by image; the interval takes them as two samples, which is the careful side (Agresti & Caffo).',
  intervalClear: (better: string) => ` It leaves out 0: ${better} is better, by more than chance explains.`,
  intervalUnclear: ' It holds 0: no clear difference.',
  profile:
    ' The two were trained with different profiles, so their difference is not that of an experiment alone.',
};
const ko: typeof en = {
  headline: (first, a, second, b, difference, interval) =>
    `${first}은(는) 테스트 이미지의 ${a}를, ${second}은(는) ${b}를 맞혔다: ${difference} (95 % 구간 ${interval}).`,
  counts: (images, both, first, one, second, other, none) =>
    ` 둘 다 같은 이미지 ${images}장으로 테스트했다. 둘 다 맞힌 것 ${both}장, ${first}만 ${one}장, ${second}만 ${other}장, 둘 다 틀린 것 ${none}장이다.`,
  equal: ' 둘은 똑같은 이미지를 맞히고 틀렸으므로 검정으로 구별할 것이 없다.',
  test: (p, share) =>
    ` 맥니마 정확 검정: p ${p}. 둘의 실력이 같다면, 하나만 맞힌 이미지가 우연히 이만큼 또는 더 한쪽으로 치우치는 일은 이런 비교 100번 중 ${share}이다.`,
  clear: (better) => ` 따라서 이 이미지에서는 ${better}이(가) 더 낫고, 이미지의 운만으로는 설명되지 않는다.`,
  unclear: ' 따라서 뚜렷한 차이가 아니다.',
  fewest: '0.1번 미만',
  seed: ' 시드의 운에 대해서는 아무것도 말해 주지 않는다. 각각 한 번씩 학습했다.',
  'other-dataset':
    ' 둘은 서로 다른 데이터셋으로 학습하고 테스트했으므로 같은 테스트 이미지가 없고 무작위 추측의 정확도도 다르다. 차이는 신경망만큼이나 과제의 차이이다.',
  'other-images':
    ' 같은 이미지로 테스트하지 않았으므로 이미지별 검정은 할 수 없다. 구간은 둘을 두 표본으로 본 것이다(Agresti & Caffo).',
  'no-predictions':
    ' 적어도 한쪽의 예측이 남아 있지 않거나 run.json에 적힌 것과 달라서 이미지별 검정은 할 수 없다. 구간은 둘을 두 표본으로 본 것이며 더 조심스러운 쪽이다(Agresti & Caffo).',
  intervalClear: (better) => ` 구간에 0이 없다. 우연이라고 하기에는 ${better}이(가) 더 낫다.`,
  intervalUnclear: ' 구간에 0이 들어 있다. 뚜렷한 차이가 아니다.',
  profile: ' 둘은 서로 다른 프로필로 학습했으므로 이 차이는 실험만의 차이가 아니다.',
};
const WORDS = { en, ko };

/** How two runs came out, whether chance would do as well, and what the test does not say. */
export function testSentences({ first, second, accuracy }: RunComparison, language: Language): string {
  const words = WORDS[language];
  const { difference, interval, sameImages, notPaired, clear } = accuracy;
  const better = difference > 0 ? second.name : first.name;
  const sentences = [
    words.headline(
      first.name,
      percent(first.accuracy),
      second.name,
      percent(second.accuracy),
      points(difference, language),
      pointsRange(interval, language),
    ),
  ];
  if (sameImages) {
    const { images, bothRight, onlyFirst, onlySecond, bothWrong, p } = sameImages;
    sentences.push(
      words.counts(images, bothRight, first.name, onlyFirst, second.name, onlySecond, bothWrong),
    );
    if (onlyFirst + onlySecond === 0) sentences.push(words.equal);
    else
      sentences.push(
        words.test(pValue(p), ofHundred(p, language)),
        clear ? words.clear(better) : words.unclear,
      );
    sentences.push(words.seed);
  }
  if (notPaired) sentences.push(words[notPaired]);
  if (notPaired && notPaired !== 'other-dataset')
    sentences.push(clear ? words.intervalClear(better) : words.intervalUnclear, words.seed);
  if (first.profile !== second.profile) sentences.push(words.profile);
  return sentences.join('');
}

/** `3`, `0.2`, `fewer than 0.1` of 100. */
function ofHundred(p: number, language: Language): string {
  const share = p * 100;
  if (share < 0.1) return WORDS[language].fewest;
  return `${share < 10 ? share.toFixed(1) : share.toFixed(0)}${language === 'ko' ? '번' : ''}`;
}
