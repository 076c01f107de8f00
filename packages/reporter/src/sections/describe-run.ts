import { baselineOf, mixesLabels, type Run } from '@teamnet/records';
import { againstBaseline } from '../facts/against-baseline.js';
import { loraSentences } from '../facts/lora-sentences.js';
import { overfittingSentence } from '../facts/overfitting.js';
import type { SeedResults } from '../facts/seed-results.js';
import { teacherSentences } from '../facts/teacher-sentences.js';
import { testSentence } from '../facts/test-sentence.js';
import { transferSentences } from '../facts/transfer-sentences.js';
import { readPhotos } from '../figures/read-photos.js';
import type { Block } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';
import { verdictsOf } from '../verdicts/all-verdicts.js';
import { insideNetwork } from './inside-network.js';
import { photoCredits } from './photo-credits.js';

const CURVES_EN = {
  none: ' Training values are measured during the epoch, while the weights still change.',
  plain:
    ' Training values are measured during the epoch on augmented images, so they can lie below the validation values.',
  mixed:
    ' Training values are measured on images that carry two labels (mixup or cutmix): their loss cannot fall to 0 and their accuracy stays low even where the network does well, so go by the validation values.',
};
const CURVES_KO: typeof CURVES_EN = {
  none: ' 훈련 값은 가중치가 아직 변하는 에폭 동안 잰 것이다.',
  plain: ' 훈련 값은 에폭 동안 증강된 이미지로 재기 때문에 검증 값보다 낮을 수 있다.',
  mixed:
    ' 훈련 값은 클래스가 둘씩 섞인 이미지(mixup 또는 cutmix)로 잰 것이다. 그 손실은 0까지 떨어질 수 없고 신경망이 잘해도 정확도가 낮으므로 검증 값을 보아야 한다.',
};

const en = {
  on: (experiment: string, dataset: string) => `${experiment} on ${dataset}`,
  curves: (epoch: number, augmentation: 'none' | 'plain' | 'mixed') =>
    `The weights of epoch ${epoch}, where the validation loss is lowest, were kept and tested. Where the two lines part, the network learns its training images rather than the task.${CURVES_EN[augmentation]}`,
  confusion:
    'Rows are true labels, columns what the network said; the diagonal is right, dark cells off it are what it mixes up.',
  verdicts:
    'What the numbers suggest, and what the lecture says to try (sections of Chollet, Deep Learning with Python, 2nd edition):',
  against: 'Against the baseline:',
  label: 'Label',
  byLabel: (run: string) => `${run}: precision and recall of each label`,
  precision: 'Precision',
  recall: 'Recall',
  support: 'Test images',
  mistakes:
    'Test images that were classified wrong, the surest mistakes first: true label → what the network said, with its probability.',
  noMistakes: 'Not one test image was classified wrong.',
  noPhotos: (count: number) => `The run kept no pictures of its ${count} wrongly classified test images.`,
  broken: (count: number) => `${count} of its pictures cannot be shown: not a whole JPEG or PNG.`,
};
const ko: typeof en = {
  on: (experiment, dataset) => `${experiment}, ${dataset}`,
  curves: (epoch, augmentation) =>
    `검증 손실이 가장 낮은 ${epoch} 에폭의 가중치를 남겨서 테스트했다. 두 선이 벌어지는 곳부터는 과제가 아니라 훈련 이미지를 외우는 것이다.${CURVES_KO[augmentation]}`,
  confusion:
    '행은 실제 클래스, 열은 신경망의 답이다. 대각선이 정답이고, 대각선 밖의 진한 칸이 혼동하는 쌍이다.',
  verdicts: '숫자가 말해 주는 것과 강의에서 권하는 것(절 번호는 숄레, 케라스 창시자에게 배우는 딥러닝, 2판):',
  against: '기준 실험과 비교하면:',
  label: '클래스',
  byLabel: (run) => `${run}: 클래스별 정밀도와 재현율`,
  precision: '정밀도',
  recall: '재현율',
  support: '테스트 이미지',
  mistakes: '잘못 분류한 테스트 이미지를 확신이 큰 순서로: 실제 클래스 → 신경망의 답과 그 확률.',
  noMistakes: '잘못 분류한 테스트 이미지가 하나도 없다.',
  noPhotos: (count) => `실행 폴더에 잘못 분류한 테스트 이미지 ${count}장의 사진이 없다.`,
  broken: (count) => `사진 ${count}장은 온전한 JPEG나 PNG가 아니어서 보여 줄 수 없다.`,
};
const WORDS = { en, ko };

/** One run: curves, verdict, confusion matrix, labels, mistakes, and a look inside its network. */
export async function describeRun(shared: SharedRun, context: ReportContext): Promise<Block[]> {
  const { language, charts, homework, standings } = context;
  const words = WORDS[language];
  const { run } = shared;
  const { name: dataset } = run.dataset;
  const result = standings.of(run.experiment, dataset);
  const baseline = standings.of(baselineOf(homework)?.id ?? '', dataset);
  const comparisons = standings.comparisons(dataset);
  const others = standings.on(dataset);
  const extras = result
    ? [
        ...transferSentences(run, language),
        ...teacherSentences(result, others, language),
        ...loraSentences(result, others, language),
      ]
    : transferSentences(run, language);
  const reading = result && baseline ? againstBaseline(result, baseline, comparisons, language) : [];
  return [
    { kind: 'heading', text: words.on(run.experiment, run.dataset.name), minor: true },
    {
      kind: 'figure',
      pictures: await charts.learningCurves(run),
      caption: words.curves(run.bestEpoch, augmentationOf(run)),
    },
    {
      kind: 'callout',
      tone: 'verdict',
      text: [testSentence(run, language), ' ', overfittingSentence(run, language)],
    },
    ...verdicts(shared, result, context),
    ...(extras.length > 0 ? [{ kind: 'list' as const, items: extras }] : []),
    ...(reading.length > 0
      ? [
          { kind: 'paragraph' as const, text: { quiet: words.against } },
          { kind: 'list' as const, items: reading },
        ]
      : []),
    { kind: 'figure', pictures: await charts.confusionMatrix(run), caption: words.confusion },
    labelTable(shared, context),
    ...mistakes(shared, context),
    ...insideNetwork(shared, context),
    ...photoCredits(run, language),
  ];
}

function augmentationOf({ settings }: Run): 'none' | 'plain' | 'mixed' {
  const { augment } = settings.training;
  if (augment.length === 0) return 'none';
  return mixesLabels(augment) ? 'mixed' : 'plain';
}

function verdicts({ run }: SharedRun, seeds: SeedResults | null, { language }: ReportContext): Block[] {
  const found = seeds ? verdictsOf({ run, seeds }, language) : [];
  if (found.length === 0) return [];
  return [
    { kind: 'paragraph', text: { quiet: WORDS[language].verdicts } },
    {
      kind: 'list',
      items: found.map(({ title, evidence, advice }) => [{ strong: title }, ' ', evidence, ' → ', advice]),
    },
  ];
}

function labelTable({ run }: SharedRun, { language }: ReportContext): Block {
  const words = WORDS[language];
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  return {
    kind: 'table',
    name: words.byLabel(words.on(run.experiment, run.dataset.name)),
    columns: [
      { title: words.label },
      { title: words.precision, numeric: true },
      { title: words.recall, numeric: true },
      { title: words.support, numeric: true },
    ],
    rows: run.test.perClass.map(({ label, precision, recall, support }) => [
      label,
      share(precision),
      share(recall),
      String(support),
    ]),
  };
}

function mistakes(shared: SharedRun, { language }: ReportContext): Block[] {
  const words = WORDS[language];
  const { test } = shared.run;
  const right = test.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const wrong = test.numExamples - right;
  if (wrong === 0) return [{ kind: 'paragraph', text: words.noMistakes }];
  const { pictures, broken } = readPhotos(shared, language);
  const blocks: Block[] = [];
  if (pictures.length > 0) blocks.push({ kind: 'photos', pictures, caption: words.mistakes });
  else if (broken === 0) blocks.push({ kind: 'paragraph', text: words.noPhotos(wrong) });
  if (broken > 0) blocks.push({ kind: 'paragraph', text: words.broken(broken) });
  return blocks;
}
