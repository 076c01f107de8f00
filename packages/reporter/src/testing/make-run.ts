import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Experiment,
  findProblem,
  type Homework,
  type Inspection,
  type Run,
  resolveSettings,
  type Workspace,
} from '@teamnet/records';
import { drawPng } from './draw-png.js';
import { makeConfusion, makeHistory } from './simulated-results.js';

interface FixtureImages {
  labels: string[];
  train: number[];
  test: number[];
  accuracy: number;
}

const IMAGES: Record<string, FixtureImages> = {
  rock_paper_scissors: {
    labels: ['rock', 'paper', 'scissors'],
    train: [712, 716, 714],
    test: [124, 124, 124],
    accuracy: 0.94,
  },
  tf_flowers: {
    labels: ['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses'],
    train: [629, 443, 559, 489, 449],
    test: [135, 95, 120, 105, 96],
    accuracy: 0.76,
  },
};
/** Of a team's own data set. */
const OWN_IMAGES = {
  labels: ['maple', 'oak', 'elm', 'ginkgo'],
  train: [84, 70, 91, 77],
  test: [18, 15, 20, 16],
  accuracy: 0.83,
};

/** How each experiment of the fixture comes out: added to the test accuracy, epochs until it turns, overfitting. */
const OUTCOMES: Record<string, { shift: number; turning: number; rise: number }> = {
  baseline: { shift: 0, turning: 14, rise: 0.004 },
  'no-residual': { shift: -0.035, turning: 15, rise: 0.002 },
  'no-batch-norm': { shift: -0.21, turning: 20, rise: 0 },
  'no-augment': { shift: -0.06, turning: 7, rise: 0.03 },
  'no-separable': { shift: 0.008, turning: 12, rise: 0.012 },
};

const INSIDE = [
  'inside/filters.png',
  'inside/activations-1.png',
  'inside/grad-cam-right-1.png',
  'inside/grad-cam-wrong-1.png',
];

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** The smallest network in the tfjs layers format: a head of two weights. */
const SAVED_MODEL = {
  format: 'layers-model',
  modelTopology: {
    class_name: 'Model',
    config: {
      layers: [
        { name: 'input', class_name: 'InputLayer', config: { name: 'input' }, inbound_nodes: [] },
        {
          name: 'head',
          class_name: 'Dense',
          config: { name: 'head' },
          inbound_nodes: [[['input', 0, 0, {}]]],
        },
      ],
      input_layers: [['input', 0, 0]],
      output_layers: [['head', 0, 0]],
    },
  },
  weightsManifest: [
    {
      paths: ['weights.bin'],
      weights: [
        { name: 'head/kernel', shape: [1, 1], dtype: 'float32' },
        { name: 'head/bias', shape: [1], dtype: 'float32' },
      ],
    },
  ],
};

/** Two float32 that no other run has. */
function weightsOf(place: string): Uint8Array {
  const digest = createHash('sha256').update(place).digest();
  return new Uint8Array(
    new Float32Array([digest.readInt32LE(0) / 2 ** 31, digest.readInt32LE(4) / 2 ** 31]).buffer,
  );
}

/** Writes a believable run with pictures, diagram and saved model; what it says follows from its experiment. */
export function makeRun(
  workspace: Workspace,
  homework: Homework,
  experiment: Experiment,
  dataset: string,
  edit: (run: Run) => void = () => {},
): Run {
  const folder = workspace.runFolder(homework.team, experiment.id, dataset);
  const run = describeRun(homework, experiment, dataset);
  const files: Record<string, string | Uint8Array> = {
    'history.jsonl': `${run.history.map((epoch) => JSON.stringify(epoch)).join('\n')}\n`,
    'model/model.json': JSON.stringify(SAVED_MODEL),
    'model/weights.bin': weightsOf(`${homework.team}/${experiment.id}/${dataset}`),
    'network.svg': diagram(run),
  };
  for (const [index, { picture }] of run.test.misclassified.entries()) files[picture] = drawPng(index);
  for (const [index, picture] of INSIDE.entries()) files[picture] = drawPng(index);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  run.files = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  edit(run);
  const problem = findProblem('run', run);
  if (problem) throw new Error(`The fixture is not a run: ${problem}`);
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run, null, 2));
  return run;
}

/** The run.json of a believable run, with no files yet. */
export function describeRun(homework: Homework, experiment: Experiment, dataset: string): Run {
  const settings = resolveSettings(homework, experiment, 'full');
  const { labels, train, test, accuracy } = IMAGES[dataset] ?? OWN_IMAGES;
  const { id, derived } = experiment;
  const outcome = OUTCOMES[derived?.kind === 'repeat' ? derived.of : id] ?? {
    shift: -0.02,
    turning: 9,
    rise: 0.01,
  };
  const share = accuracy + outcome.shift;
  const history = makeHistory(share, outcome.turning, outcome.rise, settings.training.epochs);
  const last = history.at(-1)!;
  const bestEpoch = history.reduce((best, epoch) =>
    epoch.validationLoss < best.validationLoss ? epoch : best,
  ).epoch;
  const confusion = makeConfusion(test, share);
  const numExamples = test.reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, index) => sum + row[index]!, 0);
  const split = (expression: string, counts: number[]) => ({
    expression,
    numExamples: counts.reduce((sum, count) => sum + count, 0),
    labels: Object.fromEntries(labels.map((label, index) => [label, counts[index]!])),
  });
  const total = 721857 + labels.length * 129 + (settings.model.options.separable === false ? 1_600_000 : 0);
  return {
    format: 'teamnet-run-1',
    id: sha256(`${homework.team}/${experiment.id}/${dataset}`).slice(0, 16),
    team: homework.team,
    student: experiment.by,
    experiment: experiment.id,
    question: experiment.question,
    profile: 'full',
    settings,
    dataset: {
      name: dataset,
      version: dataset === 'tf_flowers' ? '3.0.1' : '3.0.0',
      source: 'download',
      fingerprint: sha256(dataset),
      labels,
      splits: {
        train: split('train[:70%]', train),
        validation: split('train[70%:85%]', test),
        test: split('train[85%:]', test),
      },
      notes:
        dataset === 'tf_flowers' ? ['tf_flowers has no test split of its own; train is cut in three.'] : [],
    },
    model: {
      ...settings.model,
      fingerprint: sha256(JSON.stringify(settings.model)),
      parameters: { total, trainable: total - 5472, nonTrainable: 5472 },
      layers: [
        layer('input', 'InputLayer', [null, 96, 96, 3], 0, []),
        layer('conv2d', 'Conv2D', [null, 48, 48, 32], 2400, ['input']),
        layer('batch_normalization', 'BatchNormalization', [null, 48, 48, 32], 128, ['conv2d']),
        layer('global_average_pooling2d', 'GlobalAveragePooling2D', [null, 512], 0, ['batch_normalization']),
        layer('head', 'Dense', [null, labels.length], 513 * labels.length, ['global_average_pooling2d']),
      ],
    },
    engine: { name: 'native', version: '2.21.0', device: 'cpu', threads: 2, mode: 'compiled' },
    environment: {
      teamnet: '0.1.0',
      node: '20.20.2',
      platform: 'linux-x64',
      cpu: 'Intel(R) Xeon(R) Processor @ 2.80GHz',
      cores: 2,
      memoryGiB: 16,
      commit: '569e21a0569e21a0569e21a0569e21a0569e21a0',
    },
    timing: {
      startedAt: '2026-11-24T12:00:00Z',
      total: 251,
      data: 9,
      compile: 2,
      train: 231.4,
      evaluate: 8,
      imagesPerSecond: 232.6,
    },
    history,
    stopped: history.length < settings.training.epochs ? 'early-stopping' : 'epochs',
    bestEpoch,
    overfitting: {
      verdict:
        outcome.rise > 0.008
          ? 'overfitting'
          : bestEpoch === history.length
            ? 'still-learning'
            : 'no-overfitting',
      turningEpoch: bestEpoch,
      lossGap: last.validationLoss - last.loss,
      accuracyGap: last.accuracy - last.validationAccuracy,
      evidence: 'As in the history.',
    },
    test: {
      numExamples,
      loss: 1.3 - share,
      accuracy: right / numExamples,
      perClass: labels.map((label, index) => ({
        label,
        precision: confusion[index]![index]! / confusion.reduce((sum, row) => sum + row[index]!, 0),
        recall: confusion[index]![index]! / test[index]!,
        support: test[index]!,
      })),
      confusion,
      misclassified: [0, 1, 2, 3, 4, 5].map((index) => ({
        key: `${labels[index % labels.length]}/${index}.jpg`,
        label: labels[index % labels.length]!,
        predicted: labels[(index + 1) % labels.length]!,
        probability: 0.97 - 0.06 * index,
        picture: `misclassified/${index}.png`,
      })),
    },
    inspection: inspection(labels),
    files: [],
  };
}

function inspection(labels: readonly string[]): Inspection {
  const [filters, activations, right, wrong] = INSIDE as [string, string, string, string];
  const image = { key: `${labels[0]}/0.jpg`, label: labels[0]!, predicted: labels[0]!, probability: 0.97 };
  return {
    filters: { picture: filters, layer: 'conv2d', size: [5, 5], shown: 32, of: 32 },
    activations: {
      image,
      rows: [{ picture: activations, layer: 'conv2d', shape: [48, 48, 32], channels: [0, 1, 2] }],
    },
    gradCam: {
      layer: 'conv2d',
      size: [6, 6],
      right: [{ ...image, picture: right }],
      wrong: [{ ...image, predicted: labels[1]!, picture: wrong }],
    },
  };
}

function layer(
  name: string,
  type: string,
  outputShape: (number | null)[],
  parameters: number,
  connectedTo: string[],
) {
  return { name, type, outputShape, parameters, connectedTo };
}

function diagram({ model }: Run): string {
  const boxes = model.layers.map(
    ({ name }, index) =>
      `<rect x="20" y="${10 + 44 * index}" width="220" height="30" rx="5" fill="#eef5fc" stroke="#0b5cad"/><text x="130" y="${30 + 44 * index}" text-anchor="middle" font-family="sans-serif" font-size="12">${name}</text>`,
  );
  return `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="260" height="230" viewBox="0 0 260 230">${boxes.join('')}</svg>\n`;
}
