import { readDiagram } from '../figures/read-diagram.js';
import type { Block, Picture, Section } from '../page/document.js';
import { count, rounded } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';
import { datasetCell, SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'The network',
  intro: (model: string, layers: number, experiment: string) =>
    `The network of the experiment "${experiment}" is ${model} with ${layers} layers. Only its head, the last layer that gives one number for each label, differs between the data sets.`,
  noRun: 'No run is shared, so there is no trained network to describe yet.',
  alt: (model: string) => `Diagram of ${model}: its layers from the image at the top to the labels.`,
  caption:
    'The layers in the order in which an image passes through them; arrows that skip layers are residual connections.',
  fold: (model: string, layers: number) => `Diagram of ${model}, all ${layers} layers`,
  noDiagram: (why: string) => `The diagram of the network is not shown: ${why}.`,
  labels: 'Labels',
  trainable: 'Trainable',
  nonTrainable: 'Not trainable',
  summary: (layers: number) => `Summary of all ${layers} layers`,
  layer: 'Layer',
  type: 'Type',
  shape: 'Output shape',
  flops: 'MFLOP',
  connected: 'Connected to',
  cost: (flops: string, memory: string) =>
    `One image takes ${flops} million floating-point operations forward (MFLOP; a multiply-add counts as 2) and ${memory} MiB for the outputs of all layers. Not trainable are the moving averages of batch normalization and what was frozen.`,
};
const ko: typeof en = {
  title: '신경망',
  intro: (model, layers, experiment) =>
    `실험 "${experiment}"의 신경망은 층이 ${layers}개인 ${model}이다. 데이터셋에 따라 다른 것은 클래스마다 숫자 하나를 내는 마지막 층(헤드)뿐이다.`,
  noRun: '공유된 실행이 없어서 아직 설명할 신경망이 없다.',
  alt: (model) => `${model}의 구조도: 위의 이미지에서 아래의 클래스까지의 층.`,
  caption: '이미지가 지나가는 순서대로 그린 층. 층을 건너뛰는 화살표는 잔차 연결이다.',
  fold: (model, layers) => `${model} 구조도, 전체 ${layers}개 층`,
  noDiagram: (why) => `신경망 구조도를 보여 줄 수 없다: ${why}.`,
  labels: '클래스',
  trainable: '학습되는 것',
  nonTrainable: '학습되지 않는 것',
  summary: (layers) => `전체 ${layers}개 층의 요약`,
  layer: '층',
  type: '종류',
  shape: '출력 형태',
  flops: 'MFLOP',
  connected: '연결된 층',
  cost: (flops, memory) =>
    `이미지 한 장의 순전파에는 부동소수점 연산이 ${flops}백만 번(MFLOP, 곱셈-덧셈 한 번을 2로 셈) 들고, 모든 층의 출력에는 ${memory} MiB가 든다. 학습되지 않는 것은 배치 정규화의 이동 평균과 동결한 층의 가중치이다.`,
};
const WORDS = { en, ko };
/** Layers that a diagram shows without filling the page. */
const SHORT = 12;

/** The network: its diagram, its parameters on each data set, and its layers. */
export function network(context: ReportContext): Section {
  const words = WORDS[context.language];
  const example = context.exampleRun();
  const blocks: Block[] = example ? describe(example, context) : [{ kind: 'paragraph', text: words.noRun }];
  return { id: 'network', title: words.title, blocks };
}

function describe(example: SharedRun, context: ReportContext): Block[] {
  const words = WORDS[context.language];
  const { model } = example.run;
  const siblings = context.shared.filter(({ experiment }) => experiment.id === example.experiment.id);
  return [
    { kind: 'paragraph', text: words.intro(model.name, model.layers.length, example.experiment.id) },
    diagram(example, context),
    parameterTable(siblings, context),
    {
      kind: 'details',
      summary: words.summary(model.layers.length),
      blocks: [...costSentence(example, context), layerTable(example, context)],
    },
  ];
}

function diagram(example: SharedRun, { language }: ReportContext): Block {
  const words = WORDS[language];
  const drawing = readDiagram(example);
  if ('problem' in drawing) return { kind: 'paragraph', text: words.noDiagram(drawing.problem) };
  const picture: Picture = {
    file: `${example.experiment.id}-network.svg`,
    content: drawing.content,
    type: 'image/svg+xml',
    trusted: false,
    alt: words.alt(example.run.model.name),
  };
  const { name, layers } = example.run.model;
  return {
    kind: 'figure',
    pictures: [picture],
    caption: words.caption,
    ...(layers.length > SHORT ? { fold: words.fold(name, layers.length) } : {}),
  };
}

function parameterTable(runs: readonly SharedRun[], { language }: ReportContext): Block {
  const words = WORDS[language];
  return {
    kind: 'table',
    name: SHARED_WORDS[language].parameters,
    columns: [
      { title: SHARED_WORDS[language].dataset },
      { title: words.labels, numeric: true },
      { title: SHARED_WORDS[language].parameters, numeric: true },
      { title: words.trainable, numeric: true },
      { title: words.nonTrainable, numeric: true },
    ],
    rows: runs.map(({ dataset, run }) => [
      datasetCell(dataset, run, language),
      count(run.dataset.labels.length),
      count(run.model.parameters.total),
      count(run.model.parameters.trainable),
      count(run.model.parameters.nonTrainable),
    ]),
  };
}

function costSentence({ run }: SharedRun, { language }: ReportContext): Block[] {
  const costs = run.model.layers.flatMap(({ flops, activationBytes }) =>
    flops === undefined || activationBytes === undefined ? [] : [{ flops, activationBytes }],
  );
  // Runs of an earlier Teamnet do not have them.
  if (costs.length < run.model.layers.length) return [];
  const flops = costs.reduce((sum, cost) => sum + cost.flops, 0);
  const bytes = costs.reduce((sum, cost) => sum + cost.activationBytes, 0);
  const text = WORDS[language].cost(rounded(flops / 1e6, 1), rounded(bytes / 2 ** 20, 1));
  return [{ kind: 'paragraph', text }];
}

function layerTable({ run }: SharedRun, { language }: ReportContext): Block {
  const words = WORDS[language];
  const { layers } = run.model;
  const hasCost = layers.every(({ flops }) => flops !== undefined);
  return {
    kind: 'table',
    name: words.layer,
    columns: [
      { title: words.layer },
      { title: words.type },
      { title: words.shape },
      { title: SHARED_WORDS[language].parameters, numeric: true },
      // Memory only in the sentence above: one more column is too wide for a page.
      ...(hasCost ? [{ title: words.flops, numeric: true }] : []),
      { title: words.connected },
    ],
    rows: layers.map(({ name, type, outputShape, parameters, flops, connectedTo }) => [
      name,
      type,
      outputShape.slice(1).join('\u00a0×\u00a0'),
      count(parameters),
      ...(hasCost ? [rounded(flops! / 1e6, 2)] : []),
      connectedTo.join(', '),
    ]),
  };
}
