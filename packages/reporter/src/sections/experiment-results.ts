import type { Language } from '@teamnet/records';
import { overfittingWord } from '../facts/overfitting.js';
import type { ExperimentResult } from '../facts/team-standings.js';
import type { Block, Column, Inline } from '../page/document.js';
import { count, duration, percent, percentRange, points } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { SHARED_WORDS } from './shared-words.js';
import { tableByDataset } from './table-by-dataset.js';

const en = {
  results: 'What each experiment reached',
  seedsText: (seeds: number) =>
    `Everything was trained with ${seeds} seeds (the first one is the run that the rest of this report tells of). Spread is the standard deviation over the seeds; the interval is where the mean of many more seeds probably lies (95 %, Student's t).`,
  mean: 'Mean ± spread',
  each: 'Each seed',
  meanInterval: '95 % interval of the mean',
  overfitting: 'Overfitting?',
  missing: (experiment: string, dataset: string, missing: number) =>
    `${experiment} on ${dataset}: repeats that are not shared, or were trained with other settings: ${missing}.`,
};
const ko: typeof en = {
  results: '각 실험의 결과',
  seedsText: (seeds) =>
    `모든 실험을 시드 ${seeds}개로 학습했다(이 보고서의 나머지는 첫 번째 시드의 실행을 다룬다). 퍼짐은 시드에 따른 표준편차이고, 구간은 시드를 훨씬 더 늘렸을 때의 평균이 아마 들어 있을 범위이다(95 %, 스튜던트 t).`,
  mean: '평균 ± 퍼짐',
  each: '시드별',
  meanInterval: '평균의 95 % 구간',
  overfitting: '과적합?',
  missing: (experiment, dataset, missing) =>
    `${experiment}, ${dataset}: 반복 ${missing}개가 공유되지 않았거나 다른 설정으로 학습되었다.`,
};
const WORDS = { en, ko };

/** What each experiment reached: accuracy, over the seeds where there are several, parameters and time. */
export function experimentResults({ homework, standings, language }: ReportContext): Block[] {
  const words = WORDS[language];
  const results = homework.datasets.flatMap((dataset) => standings.on(dataset));
  const several = results.some(({ runs }) => runs.length > 1);
  const missing = results.filter((result) => result.missing > 0);
  const blocks: Block[] = [{ kind: 'heading', text: words.results }];
  if (several) blocks.push({ kind: 'paragraph', text: words.seedsText(homework.seeds ?? 1) });
  blocks.push(...tableByDataset(results, language, (part) => resultTable(part, several, language)));
  if (missing.length > 0)
    blocks.push({
      kind: 'list',
      items: missing.map(({ runs: [first], missing }) =>
        words.missing(first!.experiment.id, first!.dataset, missing),
      ),
    });
  return blocks;
}

function resultTable(results: readonly ExperimentResult[], several: boolean, language: Language): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  const seedColumns: Column[] = [
    { title: words.each },
    { title: words.mean, numeric: true },
    { title: words.meanInterval, numeric: true },
  ];
  return {
    kind: 'table',
    name: `${words.results}: ${results[0]!.runs[0]!.dataset}`,
    columns: [
      { title: names.experiment },
      ...(several ? seedColumns : [{ title: names.testAccuracy, numeric: true }]),
      { title: names.parameters, numeric: true },
      { title: names.trainingTime, numeric: true },
      { title: words.overfitting },
    ],
    rows: results.map(({ runs, sample }): Inline[] => {
      const { experiment, run } = runs[0]!;
      const { mean, deviation, interval } = sample;
      const seedCells = [
        runs.map((one) => percent(one.run.test.accuracy)).join(', '),
        deviation === null ? '–' : `${percent(mean)} ± ${points(deviation, language).replace(/^[+±]/, '')}`,
        interval === null ? '–' : percentRange([Math.max(0, interval[0]), Math.min(1, interval[1])]),
      ];
      return [
        { code: experiment.id },
        ...(several ? seedCells : [percent(run.test.accuracy)]),
        count(run.model.parameters.total),
        duration(run.timing.train, language),
        overfittingWord(run, language),
      ];
    }),
  };
}
