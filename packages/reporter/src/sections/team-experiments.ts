import type { TeamRun } from '@teamnet/records';
import { baselineOf, baselineRun, differenceTo } from '../facts/baseline.js';
import { changesInline, changesOf } from '../facts/changes.js';
import { whyNotShared } from '../facts/not-shared.js';
import { overfittingWord } from '../facts/overfitting.js';
import type { Block, Inline, Section } from '../page/document.js';
import { percent, points } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { runMarker } from './run-marker.js';
import { datasetCell, SHARED_WORDS } from './shared-words.js';

const en = {
  title: "The team's experiments",
  none: 'homework.json plans no experiment.',
  noneShared: 'Nobody in the team has shared a run yet.',
  caption:
    'Test accuracy of every shared experiment. Where two intervals overlap widely, the difference can be chance. The dashed line is guessing.',
  by: 'By',
  question: 'Question',
  change: 'What changes',
  ablation: 'What each change does',
  ablationText: (baseline: string) =>
    `Each experiment against ${baseline}, in percentage points of test accuracy. "No clear difference" means less than two standard errors for this number of test images (two shares, Agresti & Caffo); every run is one training with one seed, whose own chance comes on top.`,
  difference: 'Difference',
  reading: 'Reading',
  overfitting: 'Overfitting?',
  better: 'better',
  worse: 'worse',
  unclear: 'no clear difference',
  isBaseline: 'the baseline',
  noBaseline: 'baseline not shared',
  'other-images': 'other images: not comparable',
  'other-profile': 'other profile: not comparable',
};
const ko: typeof en = {
  title: '팀의 실험',
  none: 'homework.json에 실험이 없다.',
  noneShared: '아직 팀에서 아무도 실행 결과를 공유하지 않았다.',
  caption:
    '공유된 모든 실험의 테스트 정확도. 두 구간이 많이 겹치면 그 차이는 우연일 수 있다. 점선은 무작위 추측이다.',
  by: '담당',
  question: '질문',
  change: '바꾼 것',
  ablation: '변경의 효과',
  ablationText: (baseline) =>
    `각 실험과 ${baseline}의 테스트 정확도 차이(퍼센트포인트). "뚜렷한 차이 없음"은 이 테스트 이미지 수에서 표준 오차의 두 배보다 작다는 뜻이다(두 비율, Agresti & Caffo). 모든 실행은 시드 하나로 한 번 학습한 것이며, 시드에 따른 우연은 따로 있다.`,
  difference: '차이',
  reading: '해석',
  overfitting: '과적합?',
  better: '더 높음',
  worse: '더 낮음',
  unclear: '뚜렷한 차이 없음',
  isBaseline: '기준 실험',
  noBaseline: '기준 실험이 공유되지 않음',
  'other-images': '다른 이미지라 비교할 수 없음',
  'other-profile': '다른 프로필이라 비교할 수 없음',
};
const WORDS = { en, ko };

/** Who did what in the team, how it came out, and what each change does against the baseline. */
export async function teamExperiments(context: ReportContext): Promise<Section> {
  const { homework, shared, student, language, charts } = context;
  const words = WORDS[language];
  const section = { id: 'team-experiments', title: words.title };
  if (homework.experiments.length === 0)
    return { ...section, blocks: [{ kind: 'paragraph', text: words.none }] };
  const blocks: Block[] = [];
  const byDataset = homework.datasets.flatMap((dataset) => shared.filter((run) => run.dataset === dataset));
  if (shared.length > 0)
    blocks.push({ kind: 'figure', pictures: await charts.accuracyDots(byDataset), caption: words.caption });
  else blocks.push({ kind: 'callout', tone: 'warning', text: words.noneShared });
  blocks.push(overview(context));
  blocks.push(
    ...shared.filter(({ experiment }) => experiment.by !== student.id).map(({ run }) => runMarker(run)),
  );
  if (shared.length > 0) {
    blocks.push(
      { kind: 'heading', text: words.ablation },
      { kind: 'paragraph', text: words.ablationText(baselineOf(homework)?.id ?? '') },
      ablation(context),
    );
  }
  return { ...section, blocks };
}

function overview(context: ReportContext): Block {
  const { homework, runs, student, language } = context;
  const words = WORDS[language];
  const shared = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.title,
    columns: [
      { title: shared.experiment },
      { title: words.by },
      { title: words.question },
      { title: words.change },
      ...homework.datasets.map((dataset) => ({ title: dataset })),
    ],
    rows: homework.experiments.map((experiment) => {
      const own = runs.filter((run) => run.experiment.id === experiment.id);
      const run = own.find((place) => place.run !== null)?.run ?? null;
      const name = context.nameOf(experiment.by);
      return [
        { code: experiment.id },
        experiment.by === student.id ? { strong: name } : name,
        experiment.question,
        changesInline(changesOf(homework, experiment, run, language), language),
        ...own.map((place) => result(place, context)),
      ];
    }),
  };
}

function result(place: TeamRun, { language }: ReportContext): Inline {
  if (place.run) return percent(place.run.test.accuracy);
  return [SHARED_WORDS[language].notShared, ': ', { quiet: whyNotShared(place, language) }];
}

function ablation({ homework, runs, shared, language }: ReportContext): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.ablation,
    columns: [
      { title: names.experiment },
      { title: names.dataset },
      { title: names.testAccuracy, numeric: true },
      { title: words.difference, numeric: true },
      { title: words.reading },
      { title: words.overfitting },
    ],
    rows: homework.datasets.flatMap((dataset) => {
      const baseline = baselineRun(homework, runs, dataset);
      return shared
        .filter((run) => run.dataset === dataset)
        .map(({ experiment, run }): Inline[] => {
          const isBaseline = baseline?.id === run.id;
          const difference = baseline && !isBaseline ? differenceTo(baseline, run) : null;
          const measured = difference?.kind === 'measured' ? difference : null;
          const reading = measured
            ? measured.clear
              ? words[measured.accuracy > 0 ? 'better' : 'worse']
              : words.unclear
            : isBaseline
              ? words.isBaseline
              : difference && difference.kind !== 'measured'
                ? words[difference.kind]
                : words.noBaseline;
          return [
            { code: experiment.id },
            datasetCell(dataset, run, language),
            percent(run.test.accuracy),
            measured ? points(measured.accuracy, language) : '–',
            measured?.clear ? { strong: reading } : reading,
            overfittingWord(run, language),
          ];
        });
    }),
  };
}
