import { percent } from '../page/numbers.js';
import type { Judge } from './verdict.js';

const NEARLY_ALL = 0.995;

const en = {
  title: 'Almost too good to be true.',
  evidence: (wrong: number, all: number, validation: string) =>
    `${wrong === 0 ? `Not one of the ${all} test images is` : `${wrong} of ${all} test images ${wrong === 1 ? 'is' : 'are'}`} wrong (validation accuracy ${validation}).`,
  leak: (images: number) => ` ${images} of them are, or look nearly like, training images.`,
  advice:
    'Either the task is easy (plain backgrounds, few labels) or something leaks from training to test. No image is in two splits, but nearly the same one may be: frames of one film, one hand from one side. Look at some test images beside training images (5.2.3, redundancy in your data), and try it on photos of your own: teamnet predict.',
};
const ko: typeof en = {
  title: '믿기 어려울 만큼 좋다.',
  evidence: (wrong, all, validation) =>
    wrong === 0
      ? `테스트 이미지 ${all}장 중 틀린 것이 하나도 없다(검증 정확도 ${validation}).`
      : `테스트 이미지 ${all}장 중 ${wrong}장만 틀렸다(검증 정확도 ${validation}).`,
  leak: (images) => ` 그중 ${images}장은 훈련 이미지와 같거나 거의 같다.`,
  advice:
    '과제가 쉽거나(고른 배경, 적은 클래스) 훈련에서 테스트로 무언가가 새고 있다. 두 분할에 함께 든 이미지는 없지만 거의 같은 이미지는 있을 수 있다: 한 영상의 프레임이나 같은 손의 사진. 테스트 이미지와 훈련 이미지를 나란히 보고(5.2.3, 데이터의 중복), 직접 찍은 사진으로 teamnet predict를 해 보자.',
};
const WORDS = { en, ko };

/** Next to no mistakes: an easy task, or a leak between the splits. */
export const tooGood: Judge = ({ run }, language) => {
  const { test, history, bestEpoch, dataset } = run;
  if (test.numExamples === 0 || test.accuracy < NEARLY_ALL) return null;
  const words = WORDS[language];
  const leak = dataset.survey?.leaks.find(({ into }) => into === 'test');
  const wrong = Math.round((1 - test.accuracy) * test.numExamples);
  const kept = history.find(({ epoch }) => epoch === bestEpoch) ?? history.at(-1)!;
  return {
    id: 'too-good',
    title: words.title,
    evidence:
      words.evidence(wrong, test.numExamples, percent(kept.validationAccuracy)) +
      (leak ? words.leak(leak.images) : ''),
    advice: words.advice,
  };
};
