import type { Language } from '@teamnet/records';
import { convergenceEpoch } from '../facts/convergence-epoch.js';
import { hardestClass } from '../facts/hardest-class.js';
import { wilsonInterval } from '../facts/proportions.js';
import type { Block, Inline, Section } from '../page/document.js';
import { percent, percentRange, points } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';
import { datasetCell, SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'Comparison across the data sets',
  one: (dataset: string) => `Only ${dataset} has shared runs, so there is nothing to compare yet.`,
  none: 'No experiment is shared on both data sets, so there is nothing to compare yet.',
  both: 'both data sets',
  /** Of three or more. */
  noneOfMore: 'No experiment is shared on two data sets, so there is nothing to compare yet.',
  each: 'each of its data sets',
  same: (all: string, list: string) =>
    `The same network on ${all} (the architectures without their heads have equal fingerprints): ${list}.`,
  different: (all: string, experiment: string) =>
    `${experiment}: NOT the same network on ${all}. The architectures without their heads differ, so this is no comparison of the data sets.`,
  caption: (all: string) =>
    `Validation accuracy by epoch of one network on ${all}: how fast it learns each, and where it levels off.`,
  above: 'Above guessing',
  levels: 'Epoch of 95 % of its best',
  gap: 'Train–validation gap',
  hardest: 'Hardest label (recall)',
  noneHard: 'none, all found',
  reading: (
    experiment: string,
    easier: string,
    harder: string,
    high: string,
    low: string,
    chances: string,
    overlap: boolean,
  ) =>
    `${experiment} is right more often on ${easier} (${high}) than on ${harder} (${low}); guessing would give ${chances}. ${overlap ? 'The two 95 % intervals overlap, so this order is not certain.' : 'The two 95 % intervals do not overlap.'}`,
  standIn: 'At least one side was trained on stand-in images, so this says nothing about the real data sets.',
  whyTitle: 'Where to look for the reason',
  why: [
    'Number of labels and of training images (section on the data sets): more labels and fewer images of each are harder.',
    'The pictures themselves: one hand before an even background, or a flower anywhere in a photo of anything.',
    'The gap between training and validation: a large one on one data set only says that the network fits that one by heart.',
    'The hardest label and the most frequent mistake: look at the photos above and say what they have in common.',
  ],
};
const ko: typeof en = {
  title: '데이터셋 비교',
  one: (dataset) => `공유된 실행이 ${dataset}에만 있어서 아직 비교할 것이 없다.`,
  none: '두 데이터셋 모두에서 공유된 실험이 없어서 아직 비교할 것이 없다.',
  both: '두 데이터셋',
  noneOfMore: '두 데이터셋 이상에서 공유된 실험이 없어서 아직 비교할 것이 없다.',
  each: '각 데이터셋',
  same: (all, list) => `${all}에서 같은 신경망을 학습했다 (헤드를 뺀 구조의 지문이 같다): ${list}.`,
  different: (all, experiment) =>
    `${experiment}: ${all}의 신경망이 같지 않다! 헤드를 뺀 구조가 다르므로 데이터셋의 비교가 아니다.`,
  caption: (all) => `같은 신경망의 ${all}에 대한 에폭별 검증 정확도: 얼마나 빨리 배우고 어디에서 멈추는지.`,
  above: '추측보다 높은 정도',
  levels: '최고값의 95 %에 이른 에폭',
  gap: '훈련–검증 차이',
  hardest: '가장 어려운 클래스 (재현율)',
  noneHard: '없음, 모두 찾음',
  reading: (experiment, easier, harder, high, low, chances, overlap) =>
    `${experiment}은(는) ${harder}(${low})보다 ${easier}(${high})에서 더 자주 맞힌다. 무작위 추측은 ${chances}이다. ${overlap ? '두 95 % 구간이 겹치므로 이 순서는 확실하지 않다.' : '두 95 % 구간은 겹치지 않는다.'}`,
  standIn: '적어도 한쪽은 대체 이미지로 학습했으므로 실제 데이터셋에 대해서는 아무것도 말해 주지 않는다.',
  whyTitle: '이유를 찾아볼 곳',
  why: [
    '클래스와 훈련 이미지의 수(데이터셋 절): 클래스가 많고 클래스마다 이미지가 적으면 더 어렵다.',
    '사진 자체: 고른 배경 앞의 손 하나인지, 온갖 사진 속 어딘가의 꽃인지.',
    '훈련과 검증의 차이: 한 데이터셋에서만 크다면 그 데이터셋을 외우고 있다는 뜻이다.',
    '가장 어려운 클래스와 가장 잦은 실수: 위의 사진들을 보고 공통점을 말해 보자.',
  ],
};
const WORDS = { en, ko };

/** One network on two data sets or more: is it the same network, how well and how fast does it learn each. */
export async function comparison(context: ReportContext): Promise<Section> {
  const { language, shared, homework } = context;
  const words = WORDS[language];
  const section = { id: 'comparison', title: words.title };
  const more = homework.datasets.length > 2;
  const pairs = homework.experiments
    .map(({ id }) => shared.filter(({ experiment }) => experiment.id === id))
    .filter((runs) => runs.length >= 2);
  if (pairs.length === 0) {
    const datasets = [...new Set(shared.map(({ dataset }) => dataset))];
    const text = datasets.length === 1 ? words.one(datasets[0]!) : more ? words.noneOfMore : words.none;
    return { ...section, blocks: [{ kind: 'callout', tone: 'warning', text }] };
  }
  const own = pairs.filter(([first]) => first!.experiment.by === context.student.id);
  const shown = own.length > 0 ? own : pairs.slice(0, 1);
  const figures = await Promise.all(
    shown.map((runs) =>
      context.charts.convergence(
        runs[0]!.experiment.id,
        runs.map(({ run }) => run),
      ),
    ),
  );
  const blocks: Block[] = [
    { kind: 'figure', pictures: figures.flat(), caption: words.caption(more ? words.each : words.both) },
    readings(shown, context),
    table(pairs.flat(), context),
    ...networkCheck(pairs, context),
    { kind: 'heading', text: words.whyTitle },
    { kind: 'list', items: words.why },
  ];
  if (shared.some(({ run }) => run.dataset.source === 'stand-in'))
    blocks.unshift({ kind: 'callout', tone: 'warning', text: words.standIn });
  return { ...section, blocks };
}

/** One verdict; several as a list. */
function readings(shown: readonly SharedRun[][], context: ReportContext): Block {
  const texts = shown.flatMap((runs) => reading(runs, context));
  return texts.length === 1
    ? { kind: 'callout', tone: 'verdict', text: texts[0]! }
    : { kind: 'list', items: texts };
}

/** A sentence for each data set and the next harder one. */
function reading(runs: readonly SharedRun[], { language }: ReportContext): string[] {
  const sorted = [...runs].sort((a, b) => b.run.test.accuracy - a.run.test.accuracy);
  return sorted.slice(1).map((harder, place) => harderThan(sorted[place]!, harder, language));
}

function harderThan(easier: SharedRun, harder: SharedRun, language: Language): string {
  const interval = ({ run }: SharedRun) => wilsonInterval(run.test.accuracy, run.test.numExamples);
  const chance = ({ run }: SharedRun) => percent(1 / run.dataset.labels.length);
  const low = interval(easier)[0];
  const high = interval(harder)[1];
  return WORDS[language].reading(
    easier.experiment.id,
    easier.dataset,
    harder.dataset,
    percent(easier.run.test.accuracy),
    percent(harder.run.test.accuracy),
    `${chance(easier)} / ${chance(harder)}`,
    low <= high,
  );
}

function networkCheck(pairs: readonly SharedRun[][], { homework, language }: ReportContext): Block[] {
  const words = WORDS[language];
  const all = homework.datasets.length > 2 ? words.each : words.both;
  const isSame = (runs: readonly SharedRun[]) =>
    new Set(runs.map(({ run }) => run.model.fingerprint)).size === 1;
  const name = ([first]: readonly SharedRun[]) =>
    `${first!.experiment.id} (${first!.run.model.fingerprint.slice(0, 12)})`;
  const same = pairs.filter(isSame);
  const blocks: Block[] = [];
  if (same.length > 0) blocks.push({ kind: 'paragraph', text: words.same(all, same.map(name).join(', ')) });
  for (const runs of pairs.filter((pair) => !isSame(pair)))
    blocks.push({ kind: 'callout', tone: 'warning', text: words.different(all, runs[0]!.experiment.id) });
  return blocks;
}

/** Where every label is found whole, none is the hardest. */
function hardestCell({ label, recall }: { label: string; recall: number }, language: Language): string {
  return recall === 1 ? WORDS[language].noneHard : `${label} (${percent(recall)})`;
}

function table(runs: readonly SharedRun[], { language }: ReportContext): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.title,
    columns: [
      { title: names.experiment },
      { title: names.dataset },
      { title: names.testAccuracy, numeric: true },
      { title: names.interval, numeric: true },
      { title: words.above, numeric: true },
      { title: words.levels, numeric: true },
      { title: words.gap, numeric: true },
      { title: words.hardest },
    ],
    rows: runs.map(({ experiment, dataset, run }): Inline[] => {
      const { accuracy, numExamples } = run.test;
      const hardest = hardestClass(run);
      return [
        { code: experiment.id },
        datasetCell(dataset, run, language),
        { strong: percent(accuracy) },
        percentRange(wilsonInterval(accuracy, numExamples)),
        points(accuracy - 1 / run.dataset.labels.length, language),
        String(convergenceEpoch(run)),
        points(run.overfitting.accuracyGap, language),
        hardest ? hardestCell(hardest, language) : '–',
      ];
    }),
  };
}
