import { differenceError } from '../facts/proportions.js';
import { percent, points } from '../page/numbers.js';
import type { Judge } from './verdict.js';

const en = {
  title: 'Validation promises more than the test holds.',
  evidence: (
    epoch: number,
    validation: string,
    n: number,
    test: string,
    m: number,
    by: string,
    noise: string,
  ) =>
    `The kept epoch ${epoch} is right on ${validation} of ${n} validation images but on ${test} of ${m} test images: ${by}, where chance explains up to ${noise}.`,
  advice:
    'The validation images may resemble the training images more than the test images do (the same hands, the same scene), or the epoch was picked too often by them. A split that keeps scenes apart is fairer (5.2.3, representativeness and redundancy).',
};
const ko: typeof en = {
  title: '검증 결과가 테스트 결과보다 좋게 나왔다.',
  evidence: (epoch, validation, n, test, m, by, noise) =>
    `남긴 ${epoch} 에폭은 검증 이미지 ${n}장의 ${validation}를 맞히지만 테스트 이미지 ${m}장은 ${test}를 맞힌다: 차이 ${by}, 우연으로 설명되는 것은 ${noise}까지이다.`,
  advice:
    '검증 이미지가 테스트 이미지보다 훈련 이미지와 더 닮았거나(같은 손, 같은 장면), 검증 이미지로 에폭을 너무 많이 골랐을 수 있다. 장면이 섞이지 않게 나누는 편이 공정하다(5.2.3, 대표성과 중복).',
};
const WORDS = { en, ko };

/** A validation accuracy that lies above the test accuracy by more than chance in the images explains. */
export const validationFlatters: Judge = ({ run }, language) => {
  const { test, history, bestEpoch, dataset } = run;
  const kept = history.find(({ epoch }) => epoch === bestEpoch);
  const numExamples = dataset.splits.validation.numExamples;
  if (!kept || numExamples === 0 || test.numExamples === 0) return null;
  const validation = { share: kept.validationAccuracy, numExamples };
  const difference = kept.validationAccuracy - test.accuracy;
  const noise = 2 * differenceError(validation, { share: test.accuracy, numExamples: test.numExamples });
  if (difference <= noise) return null;
  const words = WORDS[language];
  return {
    id: 'validation-flatters',
    title: words.title,
    evidence: words.evidence(
      bestEpoch,
      percent(kept.validationAccuracy),
      numExamples,
      percent(test.accuracy),
      test.numExamples,
      points(difference, language),
      points(noise, language).replace(/^[+±]/, ''),
    ),
    advice: words.advice,
  };
};
