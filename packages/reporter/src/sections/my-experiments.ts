import { baselineOf, type Experiment } from '@teamnet/records';
import { changesOf } from '../facts/changes.js';
import { whyNotShared } from '../facts/not-shared.js';
import { overfittingWord } from '../facts/overfitting.js';
import { wilsonInterval } from '../facts/proportions.js';
import type { Block, Section } from '../page/document.js';
import { percent, percentRange, rounded } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { describeRun } from './describe-run.js';
import { runMarker } from './run-marker.js';
import { datasetCell, SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'My experiments',
  none: 'homework.json names no experiment of mine.',
  nothingShared: 'None of my runs is shared, so there is no verdict on overfitting yet.',
  question: 'Question: ',
  unchanged: 'It trains with the homework’s defaults.',
  changed: 'What it changes against the defaults:',
  changedAgainst: (baseline: string) => `What it changes against ${baseline}:`,
  changesOf: (id: string) => `What ${id} changes`,
  baselineIs: (id: string) => ` The other experiments are compared with it (${id}).`,
  setting: 'Setting',
  before: 'Before',
  after: 'This experiment',
  epochs: 'Epochs',
  reading: 'Overfitting?',
  why: 'Why',
};
const ko: typeof en = {
  title: '나의 실험',
  none: 'homework.json에 나의 실험이 없다.',
  nothingShared: '공유된 나의 실행이 없어서 과적합 판정도 아직 없다.',
  question: '질문: ',
  unchanged: '과제의 기본 설정으로 학습한다.',
  changed: '기본 설정에서 바꾼 것:',
  changedAgainst: (baseline) => `${baseline}에서 바꾼 것:`,
  changesOf: (id) => `${id}이(가) 바꾼 것`,
  baselineIs: (id) => ` 다른 실험들은 이 실험(${id})과 비교한다.`,
  setting: '설정',
  before: '이전',
  after: '이 실험',
  epochs: '에폭',
  reading: '과적합?',
  why: '이유',
};
const WORDS = { en, ko };

/** The student's own experiments: result first, then each run with its curves, mistakes and verdict. */
export async function myExperiments(context: ReportContext): Promise<Section> {
  const words = WORDS[context.language];
  const { ownExperiments, ownShared } = context;
  const blocks: Block[] = [];
  if (ownExperiments.length === 0) blocks.push({ kind: 'paragraph', text: words.none });
  else blocks.push(resultTable(context), ...ownShared.map(({ run }) => runMarker(run)));
  if (ownExperiments.length > 0 && ownShared.length === 0)
    blocks.push({ kind: 'callout', tone: 'warning', text: words.nothingShared });
  for (const experiment of ownExperiments) {
    blocks.push(...introduce(experiment, context));
    for (const shared of ownShared)
      if (shared.experiment.id === experiment.id) blocks.push(...(await describeRun(shared, context)));
  }
  return { id: 'my-experiments', title: words.title, blocks };
}

function introduce(experiment: Experiment, { homework, ownShared, language }: ReportContext): Block[] {
  const words = WORDS[language];
  const run = ownShared.find((shared) => shared.experiment.id === experiment.id)?.run ?? null;
  const changes = changesOf(homework, experiment, run, language);
  const baseline = baselineOf(homework);
  const isBaseline = baseline?.id === experiment.id;
  const isDefaults = isBaseline || Object.keys(baseline?.change ?? {}).length === 0;
  const blocks: Block[] = [
    { kind: 'heading', text: { code: experiment.id } },
    { kind: 'paragraph', text: [{ strong: words.question.trim() }, ' ', experiment.question] },
  ];
  if (changes.length === 0) {
    blocks.push({
      kind: 'paragraph',
      text: words.unchanged + (isBaseline ? words.baselineIs(experiment.id) : ''),
    });
    return blocks;
  }
  blocks.push(
    { kind: 'paragraph', text: isDefaults ? words.changed : words.changedAgainst(baseline?.id ?? '') },
    {
      kind: 'table',
      name: words.changesOf(experiment.id),
      columns: [{ title: words.setting }, { title: words.before }, { title: words.after }],
      rows: changes.map(({ setting, before, after }) => [{ code: setting }, before, { strong: after }]),
    },
  );
  return blocks;
}

function resultTable({ own, language }: ReportContext): Block {
  const words = WORDS[language];
  const shared = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.title,
    columns: [
      { title: shared.experiment },
      { title: shared.dataset },
      { title: shared.testAccuracy, numeric: true },
      { title: shared.interval, numeric: true },
      { title: shared.testLoss, numeric: true },
      { title: shared.bestEpoch, numeric: true },
      { title: words.epochs, numeric: true },
      { title: words.reading },
    ],
    rows: own.map((place) => {
      const { experiment, dataset, run } = place;
      const cells = run
        ? [
            { strong: percent(run.test.accuracy) },
            percentRange(wilsonInterval(run.test.accuracy, run.test.numExamples)),
            rounded(run.test.loss, 3),
            String(run.bestEpoch),
            String(run.history.length),
            overfittingWord(run, language),
          ]
        : [shared.notShared, '', '', '', '', whyNotShared(place, language)];
      return [{ code: experiment.id }, datasetCell(dataset, run, language), ...cells];
    }),
  };
}
