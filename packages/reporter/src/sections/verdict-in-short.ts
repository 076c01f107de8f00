import { baselineOf, type Language } from '@teamnet/records';
import { hardestClass } from '../facts/hardest-class.js';
import { standingWords } from '../facts/standing-words.js';
import type { Inline } from '../page/document.js';
import { percent, points } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';

const en = {
  against: (baseline: string) => `Against ${baseline}: `,
  effect: (difference: string, dataset: string, reading: string) =>
    `${difference} on ${dataset} (${reading})`,
  sameAs: (dataset: string, reading: string) => `on ${dataset} ${reading}`,
  overfits: (count: number, all: number, list: string) =>
    `Overfitting in ${count} of my ${all} runs: ${list}. `,
  oneOverfit: (experiment: string, dataset: string, epoch: number, gap: string) =>
    `${experiment} on ${dataset} from epoch ${epoch} (training minus validation accuracy at the end ${gap})`,
  noneOverfits: (all: number) =>
    all === 1 ? 'My run does not overfit. ' : `None of my ${all} runs overfits. `,
  stillLearning: (count: number) =>
    count === 1
      ? 'One of them was still learning when the training ended. '
      : `${count} of them were still learning when the training ended. `,
  hardest: (list: string) => `Hardest: ${list}.`,
  oneHardest: (label: string, recall: string, dataset: string) => `${label} on ${dataset} (${recall} found)`,
};
const ko: typeof en = {
  against: (baseline) => `${baseline}과(와) 비교: `,
  effect: (difference, dataset, reading) => `${dataset} ${difference} (${reading})`,
  sameAs: (dataset, reading) => `${dataset} ${reading}`,
  overfits: (count, all, list) => `나의 실행 ${all}개 중 ${count}개가 과적합: ${list}. `,
  oneOverfit: (experiment, dataset, epoch, gap) =>
    `${experiment}, ${dataset} (${epoch} 에폭부터, 마지막 훈련–검증 정확도 차이 ${gap})`,
  noneOverfits: (all) =>
    all === 1 ? '나의 실행은 과적합되지 않았다. ' : `나의 실행 ${all}개 중 과적합은 없다. `,
  stillLearning: (count) => `그중 ${count}개는 학습이 끝날 때 아직 배우고 있었다. `,
  hardest: (list) => `가장 어려운 클래스: ${list}.`,
  oneHardest: (label, recall, dataset) => `${dataset}의 ${label} (${recall} 찾음)`,
};
const WORDS = { en, ko };

/** What the student's experiments say in one paragraph with its numbers; null where nothing is shared. */
export function verdictInShort(context: ReportContext): Inline | null {
  const { ownShared, language } = context;
  if (ownShared.length === 0) return null;
  return [againstBaseline(context), overfitting(ownShared, language), hardest(context)].flat();
}

function againstBaseline({ homework, ownShared, standings, language }: ReportContext): Inline[] {
  const words = WORDS[language];
  const baseline = baselineOf(homework)?.id ?? '';
  const others = [...new Set(ownShared.map(({ experiment }) => experiment.id))].filter(
    (id) => id !== baseline,
  );
  const parts = others.map((id) => {
    const effects = homework.datasets.flatMap((dataset) => {
      const standing = standings.of(id, dataset)?.standing;
      if (!standing) return [];
      const reading = standingWords(standing, language);
      if (standing.kind !== 'measured') return [words.sameAs(dataset, reading)];
      return [words.effect(points(standing.difference, language), dataset, reading)];
    });
    return `${id} ${effects.join(', ')}`;
  });
  return parts.length > 0 ? [words.against(baseline), `${parts.join('; ')}. `] : [];
}

function overfitting(runs: readonly SharedRun[], language: Language): Inline[] {
  const words = WORDS[language];
  const those = (verdict: SharedRun['run']['overfitting']['verdict']) =>
    runs.filter(({ run }) => run.overfitting.verdict === verdict);
  const found = those('overfitting').map(({ experiment, dataset, run: { overfitting: how } }) =>
    words.oneOverfit(experiment.id, dataset, how.turningEpoch, points(how.accuracyGap, language)),
  );
  const learning = those('still-learning').length;
  return [
    found.length > 0
      ? words.overfits(found.length, runs.length, found.join('; '))
      : words.noneOverfits(runs.length),
    ...(learning > 0 ? [words.stillLearning(learning)] : []),
  ];
}

/** Of the best run on each data set. */
function hardest({ homework, ownShared, language }: ReportContext): Inline[] {
  const words = WORDS[language];
  const best = (dataset: string) =>
    ownShared
      .filter((run) => run.dataset === dataset)
      .sort((a, b) => b.run.test.accuracy - a.run.test.accuracy)[0];
  const list = homework.datasets.flatMap((dataset) => {
    const run = best(dataset)?.run;
    const label = run ? hardestClass(run) : null;
    return label && label.recall < 1 ? [words.oneHardest(label.label, percent(label.recall), dataset)] : [];
  });
  return list.length > 0 ? [words.hardest(list.join(', '))] : [];
}
