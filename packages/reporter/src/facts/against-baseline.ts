import type { Language, Run } from '@teamnet/records';
import { count, percent, points, rounded } from '../page/numbers.js';
import { differenceTo } from './baseline.js';

const en = {
  clear: (baseline: string, difference: string, noise: string) =>
    `Against ${baseline} the test accuracy differs by ${difference}, more than the ${noise} that chance in the choice of test images explains. It is one training each, with one seed: another seed may move it further.`,
  unclear: (baseline: string, difference: string, noise: string) =>
    `Against ${baseline} the test accuracy differs by ${difference}: no clear difference, as with this many test images up to ${noise} can be chance.`,
  otherImages: (baseline: string) =>
    `It cannot be compared with ${baseline}: the two were not trained and tested on the same images.`,
  otherProfile: (baseline: string) =>
    `It cannot be compared with ${baseline}: the two were trained with different profiles.`,
  gap: (own: string, other: string, baseline: string) =>
    `At the last epoch the training accuracy minus the validation accuracy is ${own} (${baseline}: ${other}).`,
  gapGrew:
    ' Without augmentation the network sees the same images each epoch and can learn them by heart; the larger gap is what one would expect then.',
  gapNot: ' These runs do not show that augmentation prevented overfitting.',
  pace: (own: string, other: string, ownBest: number, otherBest: number, baseline: string) =>
    `After the first epoch the validation accuracy is ${own} (${baseline}: ${other}); the best epoch is ${ownBest} (${baseline}: ${otherBest}).`,
  fit: (own: string, other: string, baseline: string) =>
    `The training loss ends at ${own} (${baseline}: ${other}). Were the network harder to train without the shortcuts, it would show here first.`,
  size: (own: string, other: string, speed: string, otherSpeed: string, baseline: string) =>
    `It has ${own} parameters and trained ${speed} images a second (${baseline}: ${other} and ${otherSpeed}).`,
};
const ko: typeof en = {
  clear: (baseline, difference, noise) =>
    `${baseline}과(와) 비교하면 테스트 정확도의 차이는 ${difference}로, 테스트 이미지의 우연으로 설명되는 ${noise}보다 크다. 다만 시드 하나로 한 번씩 학습한 결과라서 다른 시드에서는 더 달라질 수 있다.`,
  unclear: (baseline, difference, noise) =>
    `${baseline}과(와) 비교하면 테스트 정확도의 차이는 ${difference}이다. 이 정도의 테스트 이미지 수에서는 ${noise}까지 우연일 수 있으므로 뚜렷한 차이가 아니다.`,
  otherImages: (baseline) => `${baseline}과(와) 비교할 수 없다: 같은 이미지로 학습하고 테스트하지 않았다.`,
  otherProfile: (baseline) => `${baseline}과(와) 비교할 수 없다: 서로 다른 프로필로 학습했다.`,
  gap: (own, other, baseline) =>
    `마지막 에폭에서 훈련 정확도와 검증 정확도의 차이는 ${own}이다(${baseline}: ${other}).`,
  gapGrew:
    ' 증강이 없으면 에폭마다 같은 이미지를 보기 때문에 외우기 쉽다. 차이가 더 큰 것은 그때 예상되는 모습이다.',
  gapNot: ' 이 실행들에서는 증강이 과적합을 막았다는 것이 보이지 않는다.',
  pace: (own, other, ownBest, otherBest, baseline) =>
    `첫 에폭 뒤의 검증 정확도는 ${own}(${baseline}: ${other}), 최적 에폭은 ${ownBest}(${baseline}: ${otherBest})이다.`,
  fit: (own, other, baseline) =>
    `훈련 손실은 ${own}(으)로 끝났다(${baseline}: ${other}). 지름길이 없어서 학습이 어려워졌다면 여기에서 먼저 보일 것이다.`,
  size: (own, other, speed, otherSpeed, baseline) =>
    `매개변수는 ${own}개, 학습 속도는 초당 ${speed}장이다(${baseline}: ${other}개, ${otherSpeed}장).`,
};
const WORDS = { en, ko };

/**
 * How a run stands to the baseline, in sentences that carry their numbers: the difference and whether it is more than
 * chance, then what bears on the setting that was changed. Never a cause; only what was measured and what it fits.
 */
export function againstBaseline(run: Run, baseline: Run, language: Language): string[] {
  const words = WORDS[language];
  const name = baseline.experiment;
  const difference = differenceTo(baseline, run);
  if (difference.kind === 'other-images') return [words.otherImages(name)];
  if (difference.kind === 'other-profile') return [words.otherProfile(name)];
  const by = points(difference.accuracy, language);
  const noise = points(2 * difference.error, language).replace(/^[+±]/, '');
  const first = (difference.clear ? words.clear : words.unclear)(name, by, noise);
  return [first, ...bearing(run, baseline, language)];
}

function bearing(run: Run, baseline: Run, language: Language): string[] {
  const words = WORDS[language];
  const name = baseline.experiment;
  const sentences: string[] = [];
  const own = run.overfitting.accuracyGap;
  const other = baseline.overfitting.accuracyGap;
  const augmented = ({ settings }: Run) => settings.training.augment.length > 0;
  const dropsAugmentation = augmented(baseline) && !augmented(run);
  const tail = dropsAugmentation ? (own > other ? words.gapGrew : words.gapNot) : '';
  sentences.push(words.gap(points(own, language), points(other, language), name) + tail);
  const last = ({ history }: Run) => rounded(history.at(-1)!.loss, 3);
  if (run.settings.model.options.residual === false)
    sentences.push(words.fit(last(run), last(baseline), name));
  const start = ({ history }: Run) => percent(history[0]!.validationAccuracy);
  sentences.push(words.pace(start(run), start(baseline), run.bestEpoch, baseline.bestEpoch, name));
  if (run.model.parameters.total !== baseline.model.parameters.total)
    sentences.push(
      words.size(
        count(run.model.parameters.total),
        count(baseline.model.parameters.total),
        String(Math.round(run.timing.imagesPerSecond)),
        String(Math.round(baseline.timing.imagesPerSecond)),
        name,
      ),
    );
  return sentences;
}
