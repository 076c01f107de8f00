import type { Language, Run } from '@teamnet/records';
import { count, percent, points, rounded } from '../page/numbers.js';
import { standingSentence } from './standing-sentence.js';
import type { ExperimentResult } from './team-standings.js';

const en = {
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
 * How an experiment stands to the baseline, in sentences that carry their numbers: the difference and whether it is
 * more than chance, then what bears on the setting that was changed. Never a cause; only what was measured and what it
 * fits.
 * @param comparisons see standingSentence
 */
export function againstBaseline(
  result: ExperimentResult,
  baseline: ExperimentResult,
  comparisons: number,
  language: Language,
): string[] {
  const first = standingSentence(result, baseline, comparisons, language);
  if (result.standing.kind !== 'measured') return first === '' ? [] : [first];
  return [first, ...bearing(result.runs[0]!.run, baseline.runs[0]!.run, language)];
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
