import { overfittingWord } from '../facts/overfitting.js';
import { wilsonInterval } from '../facts/proportions.js';
import type { Block, Inline } from '../page/document.js';
import { count, duration, percent, percentRange } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';
import { datasetCell, datasetCount, SHARED_WORDS } from './shared-words.js';
import { verdictInShort } from './verdict-in-short.js';

const en = {
  title: (name: string) => `Team homework: report by ${name}`,
  subtitle: (team: string, model: string, datasets: number) =>
    `${team} · one network (${model}), ${datasetCount(datasets, 'en')}`,
  best: (dataset: string, accuracy: string, experiment: string, chance: string, clear: boolean) =>
    `${accuracy} on ${dataset} (${experiment}; ${clear ? '' : 'not clearly better than guessing, which '}${clear ? 'guessing gives' : 'gives'} ${chance})`,
  headline: (model: string, parts: string[]) =>
    `Best test accuracy of my experiments with ${model}: ${[...parts.slice(0, -2), parts.slice(-2).join(', and ')].join(', ')}.`,
  nothing: 'None of my runs is shared yet, so this report has no result of mine.',
  quick: (profiles: string) =>
    `These runs used the profile "${profiles}", which is made for trying things out; the full training may end elsewhere.`,
  standIn: (datasets: string) =>
    `⚠ STAND-IN IMAGES: ${datasets} was trained on pictures that the program drew itself, not on the real photos. These numbers say nothing about the real data set.`,
  reading: 'Overfitting?',
  inShort: 'In short:',
};
const ko: typeof en = {
  title: (name) => `팀 과제: ${name}의 보고서`,
  subtitle: (team, model, datasets) =>
    `${team} · 신경망 하나(${model}), 데이터셋 ${['없음', '하나', '둘', '셋', '넷'][datasets] ?? `${datasets}개`}`,
  best: (dataset, accuracy, experiment, chance, clear) =>
    `${dataset} ${accuracy} (${experiment}, 무작위 추측은 ${chance}${clear ? '' : '로 뚜렷이 더 높지 않음'})`,
  headline: (model, parts) => `${model}(으)로 한 나의 실험 중 가장 높은 테스트 정확도: ${parts.join(', ')}.`,
  nothing: '아직 공유된 나의 실행 결과가 없어서 이 보고서에는 나의 결과가 없다.',
  quick: (profiles) =>
    `이 실행들은 시험용 프로필 "${profiles}"(으)로 학습했다. 전체 학습의 결과는 다를 수 있다.`,
  standIn: (datasets) =>
    `⚠ 대체 이미지: ${datasets}은(는) 실제 사진이 아니라 프로그램이 그린 그림으로 학습했다. 이 숫자들은 실제 데이터셋에 대해 아무것도 말해 주지 않는다.`,
  reading: '과적합?',
  inShort: '요약:',
};
const WORDS = { en, ko };

/** What stands above everything else: whose report it is, and the result at one look. */
export function headline(context: ReportContext): { title: string; subtitle: Inline; lead: Block[] } {
  const words = WORDS[context.language];
  const { homework, student, ownShared } = context;
  return {
    title: words.title(student.name),
    subtitle: words.subtitle(context.team.team, homework.model.name, homework.datasets.length),
    lead: [
      ...standInWarning(context),
      {
        kind: 'callout',
        tone: 'verdict',
        text: ownShared.length > 0 ? words.headline(homework.model.name, bestParts(context)) : words.nothing,
      },
      ...(ownShared.length > 0 ? [resultTable(context)] : []),
      ...inShort(context),
      ...quickNote(context),
    ],
  };
}

function inShort(context: ReportContext): Block[] {
  const text = verdictInShort(context);
  return text === null
    ? []
    : [{ kind: 'paragraph', text: [{ strong: WORDS[context.language].inShort }, ' ', text] }];
}

function standInWarning({ shared, language }: ReportContext): Block[] {
  const names = [
    ...new Set(shared.filter(({ run }) => run.dataset.source === 'stand-in').map(({ dataset }) => dataset)),
  ];
  if (names.length === 0) return [];
  return [{ kind: 'callout', tone: 'warning', text: WORDS[language].standIn(names.join(', ')) }];
}

function quickNote({ ownShared, language }: ReportContext): Block[] {
  const profiles = [...new Set(ownShared.map(({ run }) => run.profile))].filter((name) => name !== 'full');
  if (profiles.length === 0) return [];
  return [{ kind: 'paragraph', text: { quiet: WORDS[language].quick(profiles.join(', ')) } }];
}

function bestParts({ homework, ownShared, language }: ReportContext): string[] {
  return homework.datasets.flatMap((dataset) => {
    const runs = ownShared.filter((run) => run.dataset === dataset);
    const best = runs.reduce<SharedRun | null>(
      (found, run) => (found && found.run.test.accuracy >= run.run.test.accuracy ? found : run),
      null,
    );
    if (!best) return [];
    const { test, dataset: data } = best.run;
    const chance = 1 / data.labels.length;
    const clear = wilsonInterval(test.accuracy, test.numExamples)[0] > chance;
    return [
      WORDS[language].best(dataset, percent(test.accuracy), best.experiment.id, percent(chance), clear),
    ];
  });
}

function resultTable({ own, language }: ReportContext): Block {
  const words = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.testAccuracy,
    columns: [
      { title: words.experiment },
      { title: words.dataset },
      { title: words.testAccuracy, numeric: true },
      { title: words.interval, numeric: true },
      { title: words.parameters, numeric: true },
      { title: words.trainingTime, numeric: true },
      { title: WORDS[language].reading },
    ],
    rows: own.map(({ experiment, dataset, run }) => [
      { code: experiment.id },
      datasetCell(dataset, run, language),
      ...(run
        ? [
            { strong: percent(run.test.accuracy) },
            percentRange(wilsonInterval(run.test.accuracy, run.test.numExamples)),
            count(run.model.parameters.total),
            duration(run.timing.train, language),
            overfittingWord(run, language),
          ]
        : [words.notShared, '', '', '', '']),
    ]),
  };
}
