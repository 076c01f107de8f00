import type { TeamRun } from '@teamnet/records';
import { changesInline, changesOf } from '../facts/changes.js';
import { whyNotShared } from '../facts/not-shared.js';
import type { Block, Inline, Section } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { changeEffects } from './change-effects.js';
import { experimentResults } from './experiment-results.js';
import { runMarker } from './run-marker.js';
import { SHARED_WORDS } from './shared-words.js';
import { sweeps } from './sweeps.js';

const en = {
  title: "The team's experiments",
  none: 'homework.json plans no experiment.',
  noneShared: 'Nobody in the team has shared a run yet.',
  caption:
    'Test accuracy of every shared experiment. Where two intervals overlap widely, the difference can be chance.',
  seedsCaption:
    'Mean test accuracy over the seeds of every shared experiment, with its 95 % interval; hollow dots are the single trainings. Two seeds leave wide intervals.',
  dashed: ' The dashed line is guessing.',
  by: 'By',
  question: 'Question',
  change: 'What changes',
};
const ko: typeof en = {
  title: '팀의 실험',
  none: 'homework.json에 실험이 없다.',
  noneShared: '아직 팀에서 아무도 실행 결과를 공유하지 않았다.',
  caption: '공유된 모든 실험의 테스트 정확도. 두 구간이 많이 겹치면 그 차이는 우연일 수 있다.',
  seedsCaption:
    '공유된 모든 실험의 시드 평균 테스트 정확도와 95 % 구간. 빈 점은 한 번의 학습이다. 시드가 두 개면 구간이 넓다.',
  dashed: ' 점선은 무작위 추측이다.',
  by: '담당',
  question: '질문',
  change: '바꾼 것',
};
const WORDS = { en, ko };

/** Who did what in the team, how it came out, what each change does against the baseline, and the sweeps. */
export async function teamExperiments(context: ReportContext): Promise<Section> {
  const { homework, shared, student, language, charts, standings } = context;
  const words = WORDS[language];
  const section = { id: 'team-experiments', title: words.title };
  if (homework.experiments.length === 0)
    return { ...section, blocks: [{ kind: 'paragraph', text: words.none }] };
  const blocks: Block[] = [];
  const results = homework.datasets.flatMap((dataset) => standings.on(dataset));
  const several = results.some(({ runs }) => runs.length > 1);
  if (shared.length > 0)
    blocks.push({
      kind: 'figure',
      pictures: await charts.accuracyDots(results),
      caption: (several ? words.seedsCaption : words.caption) + words.dashed,
    });
  else blocks.push({ kind: 'callout', tone: 'warning', text: words.noneShared });
  blocks.push(overview(context));
  blocks.push(
    ...shared.filter(({ experiment }) => experiment.by !== student.id).map(({ run }) => runMarker(run)),
  );
  if (shared.length > 0)
    blocks.push(...experimentResults(context), ...changeEffects(context), ...(await sweeps(context)));
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
