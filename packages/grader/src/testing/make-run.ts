import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Experiment,
  findProblem,
  type Homework,
  type Run,
  resolveSettings,
  type Workspace,
} from '@teamnet/records';
import { classResults } from './class-results.js';

const LABELS: Record<string, string[]> = {
  rock_paper_scissors: ['rock', 'paper', 'scissors'],
  tf_flowers: ['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses'],
};
/** Of a team's own data set. */
const OWN_LABELS = ['maple', 'oak', 'elm', 'ginkgo'];

/** A network of two layers in tfjs layers format, with six numbers in its weights. */
export const MODEL = {
  format: 'layers-model',
  modelTopology: {
    class_name: 'Model',
    config: {
      name: 'tiny',
      layers: [
        { name: 'image', class_name: 'InputLayer', config: { name: 'image' }, inbound_nodes: [] },
        {
          name: 'conv2d',
          class_name: 'Conv2D',
          config: { name: 'conv2d' },
          inbound_nodes: [[['image', 0, 0, {}]]],
        },
      ],
      input_layers: [['image', 0, 0]],
      output_layers: [['conv2d', 0, 0]],
    },
  },
  weightsManifest: [
    {
      paths: ['weights.bin'],
      weights: [
        { name: 'conv2d/kernel', shape: [1, 1, 1, 5], dtype: 'float32' },
        { name: 'conv2d/bias', shape: [1], dtype: 'float32' },
      ],
    },
  ],
};

export const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** Writes a believable run with its saved model; its numbers follow from the experiment's place in the homework. */
export function makeRun(
  workspace: Workspace,
  homework: Homework,
  experiment: Experiment,
  dataset: string,
): Run {
  const folder = workspace.runFolder(homework.team, experiment.id, dataset);
  const place = homework.experiments.indexOf(experiment);
  const weights = new Float32Array(6).map((_, i) => Math.sin(i + 10 * place + dataset.length));
  const files: Record<string, string | Buffer> = {
    'history.jsonl': '{"epoch":1}\n',
    'model/model.json': JSON.stringify(MODEL),
    'model/weights.bin': Buffer.from(weights.buffer),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const run = describeRun(homework, experiment, dataset, 17 + 3 * place);
  run.files = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  const problem = findProblem('run', run);
  if (problem) throw new Error(`The fixture is not a run: ${problem}`);
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run, null, 2));
  return run;
}

function describeRun(homework: Homework, experiment: Experiment, dataset: string, wrong: number): Run {
  const settings = resolveSettings(homework, experiment, 'quick');
  const labels = LABELS[dataset] ?? OWN_LABELS;
  const each = 31;
  const numExamples = each * labels.length;
  const split = (expression: string) => ({
    expression,
    numExamples,
    labels: Object.fromEntries(labels.map((label) => [label, each])),
  });
  const confusion = labels.map((_, row) => labels.map((__, column) => (row === column ? each : 0)));
  confusion[0]![0]! -= wrong;
  confusion[0]![1]! += wrong;
  const history = [1, 2, 3, 4].map((epoch) => ({
    epoch,
    loss: 1.2 / epoch,
    accuracy: 0.4 + epoch / 10,
    validationLoss: epoch < 3 ? 1.3 / epoch : 0.65 + epoch / 20,
    validationAccuracy: 0.4 + epoch / 12,
    learningRate: 0.001,
    seconds: 9.5,
    imagesPerSecond: 230,
  }));
  return {
    format: 'teamnet-run-1',
    id: sha256(`${homework.team}/${experiment.id}/${dataset}`).slice(0, 16),
    team: homework.team,
    student: experiment.by,
    experiment: experiment.id,
    question: experiment.question,
    profile: 'quick',
    settings,
    dataset: {
      name: dataset,
      version: '3.0.0',
      source: 'manual',
      fingerprint: sha256(dataset),
      labels,
      splits: {
        train: split('train[:70%]'),
        validation: split('train[70%:85%]'),
        test: split('train[85%:]'),
      },
      notes: [],
    },
    model: {
      ...settings.model,
      fingerprint: sha256(JSON.stringify(settings.model)),
      parameters: { total: 723909 - order(labels), trainable: 720000, nonTrainable: 3909 - order(labels) },
      layers: [
        {
          name: 'conv2d',
          type: 'Conv2D',
          outputShape: [null, 48, 48, 32],
          parameters: 2400,
          connectedTo: [],
        },
      ],
    },
    engine: { name: 'native', version: '2.21.0', device: 'cpu', threads: 2, mode: 'compiled' },
    environment: {
      teamnet: '0.1.0',
      node: '20.20.2',
      platform: 'linux-x64',
      cpu: 'x',
      cores: 2,
      memoryGiB: 8,
    },
    timing: {
      startedAt: '2026-11-24T12:00:00Z',
      total: 45,
      data: 3,
      compile: 1,
      train: 38,
      evaluate: 2,
      imagesPerSecond: 230,
    },
    history,
    stopped: 'epochs',
    bestEpoch: 2,
    overfitting: {
      verdict: 'overfitting',
      turningEpoch: 2,
      lossGap: 0.55,
      accuracyGap: 0.07,
      evidence: 'Validation loss rose after epoch 2 while training loss kept falling.',
    },
    test: {
      numExamples,
      loss: 0.7123456789,
      accuracy: (numExamples - wrong) / numExamples,
      perClass: classResults(confusion, labels),
      confusion,
      misclassified: [],
    },
    files: [],
  };
}

/** Fewer classes, fewer weights in the head. */
function order(labels: readonly string[]): number {
  return (5 - labels.length) * 1029;
}
