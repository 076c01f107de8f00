import { isCourseDataset } from '@teamnet/records';
import type { Block, Inline, Section } from '../page/document.js';
import { count } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';
import { dataNote } from './data-note.js';
import { dataSurvey } from './data-survey.js';
import { datasetCell, datasetCount, SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'Task and data sets',
  task: (model: string, datasets: string, count: number) =>
    `The task is image classification: one network, ${model}, learns to name what is in a photo. The team trains it on ${datasets} and changes one thing at a time in ${count} experiments.`,
  noRun: (dataset: string) => `No run on ${dataset} is shared, so nothing is known about its images here.`,
  caption:
    'Training images of each label. Labels with more images weigh more in the loss and in the accuracy.',
  split: { train: 'training', validation: 'validation', test: 'test' },
  splitTitle: 'Split',
  expression: 'TFDS expression',
  images: 'Images',
  balance: (max: string, min: string, ratio: string) =>
    `The largest label (${max}) has ${ratio} times the training images of the smallest (${min}).`,
  from: (version: string, source: string) => `Version ${version}; ${source}.`,
  sources: {
    prepared: 'images from the prepared TFDS folder',
    manual: 'images from a folder that was given by hand',
    download: 'images from the original archive, downloaded and checked',
    'stand-in': '⚠ STAND-IN: drawn by the program, not real photos',
  },
  own: "The team's own data set, beside those of the course; images from its folder.",
  mixed: (dataset: string) =>
    `The shared runs on ${dataset} were not all trained on the same images; compare them with care.`,
};
const ko: typeof en = {
  title: '과제와 데이터셋',
  task: (model, datasets, count) =>
    `과제는 이미지 분류이다. 신경망 ${model} 하나가 사진에 무엇이 있는지 맞히는 법을 배운다. 팀은 이 신경망을 ${datasets}으로 학습시키고, 실험 ${count}개에서 한 번에 하나씩 바꾸어 본다.`,
  noRun: (dataset) => `${dataset}의 공유된 실행이 없어서 이미지에 대해 알 수 없다.`,
  caption: '클래스별 훈련 이미지 수. 이미지가 많은 클래스는 손실과 정확도에 더 크게 작용한다.',
  split: { train: '훈련', validation: '검증', test: '테스트' },
  splitTitle: '분할',
  expression: 'TFDS 표현식',
  images: '이미지',
  balance: (max, min, ratio) =>
    `가장 많은 클래스(${max})의 훈련 이미지는 가장 적은 클래스(${min})의 ${ratio}배이다.`,
  from: (version, source) => `버전 ${version}; ${source}.`,
  sources: {
    prepared: '준비된 TFDS 폴더의 이미지',
    manual: '직접 지정한 폴더의 이미지',
    download: '내려받아 확인한 원본 압축 파일의 이미지',
    'stand-in': '⚠ 대체 이미지: 실제 사진이 아니라 프로그램이 그린 그림',
  },
  own: '과제의 데이터셋 외에 팀이 직접 마련한 데이터셋이다. 이미지는 팀의 폴더에서 읽었다.',
  mixed: (dataset) =>
    `공유된 ${dataset} 실행들이 모두 같은 이미지로 학습한 것은 아니므로 비교할 때 주의해야 한다.`,
};
const WORDS = { en, ko };
const SPLITS = ['train', 'validation', 'test'] as const;

/** What is to be learned, and from which images. */
export async function task(context: ReportContext): Promise<Section> {
  const words = WORDS[context.language];
  const { homework } = context;
  const examples = homework.datasets.flatMap((dataset) => context.exampleRun(dataset) ?? []);
  const bars = await Promise.all(examples.map(({ run }) => context.charts.labelBars(run)));
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: words.task(
        homework.model.name,
        datasetCount(homework.datasets.length, context.language),
        homework.experiments.length,
      ),
    },
  ];
  if (examples.length > 0) blocks.push({ kind: 'figure', pictures: bars.flat(), caption: words.caption });
  for (const dataset of homework.datasets) blocks.push(...describe(context, dataset));
  return { id: 'task', title: words.title, blocks };
}

function describe(context: ReportContext, dataset: string): Block[] {
  const { language } = context;
  const words = WORDS[language];
  const example = context.exampleRun(dataset);
  const heading: Block = { kind: 'heading', text: datasetCell(dataset, example?.run ?? null, language) };
  if (!example) return [heading, { kind: 'paragraph', text: words.noRun(dataset) }];
  const { version, source, notes } = example.run.dataset;
  const isOwn = !isCourseDataset(dataset);
  const fingerprints = new Set(
    context.shared.filter((run) => run.dataset === dataset).map(({ run }) => run.dataset.fingerprint),
  );
  const blocks: Block[] = [
    heading,
    source === 'stand-in'
      ? { kind: 'callout', tone: 'warning', text: words.from(version, words.sources[source]) }
      : { kind: 'paragraph', text: isOwn ? words.own : words.from(version, words.sources[source]) },
    splitTable(example, context),
    { kind: 'paragraph', text: balance(example, context) },
    ...dataSurvey(example.run.dataset, context),
  ];
  if (notes.length > 0) {
    const quiet = notes.map((note) => dataNote(note, language)).join(' ');
    blocks.push({ kind: 'paragraph', text: { quiet } });
  }
  if (fingerprints.size > 1) blocks.push({ kind: 'callout', tone: 'warning', text: words.mixed(dataset) });
  return blocks;
}

function splitTable({ run: { dataset } }: SharedRun, { language }: ReportContext): Block {
  const words = WORDS[language];
  return {
    kind: 'table',
    name: `${SHARED_WORDS[language].dataset} ${dataset.name}`,
    columns: [
      { title: words.splitTitle },
      { title: words.expression },
      { title: words.images, numeric: true },
      ...dataset.labels.map((label) => ({ title: label, numeric: true })),
    ],
    rows: SPLITS.map((split): Inline[] => {
      const { expression, numExamples, labels } = dataset.splits[split];
      return [
        words.split[split],
        { code: expression },
        count(numExamples),
        ...dataset.labels.map((label) => count(labels[label] ?? 0)),
      ];
    }),
  };
}

function balance({ run: { dataset } }: SharedRun, { language }: ReportContext): string {
  const counts = dataset.labels.map((label) => ({ label, n: dataset.splits.train.labels[label] ?? 0 }));
  const most = counts.reduce((a, b) => (b.n > a.n ? b : a));
  const least = counts.reduce((a, b) => (b.n < a.n ? b : a));
  const ratio = least.n === 0 ? '∞' : (most.n / least.n).toFixed(2);
  return WORDS[language].balance(most.label, least.label, ratio);
}
