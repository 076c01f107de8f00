import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Experiment,
  findProblem,
  type Homework,
  type Run,
  resolveSettings,
  toJson,
  type Workspace,
} from '@teamnet/records';

const LABELS: Record<string, string[]> = {
  rock_paper_scissors: ['rock', 'paper', 'scissors'],
  tf_flowers: ['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses'],
};
/** Of a team's own data set. */
const OWN_LABELS = ['maple', 'oak', 'elm', 'ginkgo'];

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Writes the folder of a run as small as the schema allows: right in four of ten test images of each label. */
export function makeRun(
  workspace: Workspace,
  homework: Homework,
  experiment: Experiment,
  dataset: string,
  edit: (run: Run) => void = () => {},
): Run {
  const folder = workspace.runFolder(homework.team, experiment.id, dataset);
  const run = describeRun(homework, experiment, dataset);
  edit(run);
  const files: Record<string, string> = {
    'history.jsonl': `${JSON.stringify(run.history[0])}\n`,
    'model/model.json': '{ "format": "layers-model" }',
    'model/weights.bin': `weights of ${run.id}`,
    'network.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  run.files = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  const problem = findProblem('run', run);
  if (problem) throw new Error(`The fixture is not a run: ${problem}`);
  writeFileSync(join(folder, 'run.json'), toJson(run));
  return run;
}

function describeRun(homework: Homework, experiment: Experiment, dataset: string): Run {
  const settings = resolveSettings(homework, experiment, 'full');
  const labels = LABELS[dataset] ?? OWN_LABELS;
  const split = (expression: string) => ({
    expression,
    numExamples: 10 * labels.length,
    labels: Object.fromEntries(labels.map((label) => [label, 10])),
  });
  const epoch = {
    epoch: 1,
    loss: 1.2,
    accuracy: 0.4,
    validationLoss: 1.1,
    validationAccuracy: 0.4,
    learningRate: 0.001,
    seconds: 1,
    imagesPerSecond: 100,
  };
  const id = sha256(`${experiment.id} on ${dataset}`).slice(0, 16);
  return {
    format: 'teamnet-run-1',
    id,
    team: homework.team,
    student: experiment.by,
    experiment: experiment.id,
    question: experiment.question,
    profile: 'full',
    settings,
    dataset: {
      name: dataset,
      version: '3.0.0',
      source: 'stand-in',
      fingerprint: sha256(dataset),
      labels,
      splits: {
        train: split('train[:60%]'),
        validation: split('train[60%:80%]'),
        test: split('train[80%:]'),
      },
      notes: [],
    },
    model: {
      ...settings.model,
      fingerprint: sha256('network'),
      parameters: { total: 10, trainable: 10, nonTrainable: 0 },
      layers: [
        { name: 'input', type: 'InputLayer', outputShape: [null, 32, 32, 3], parameters: 0, connectedTo: [] },
        { name: 'head', type: 'Dense', outputShape: [null, 3], parameters: 10, connectedTo: ['input'] },
      ],
    },
    engine: { name: 'native', version: '2.21.0', device: 'cpu', threads: 2, mode: 'compiled' },
    environment: {
      teamnet: '0.1.0',
      node: '20.0.0',
      platform: 'linux-x64',
      cpu: 'a processor',
      cores: 2,
      memoryGiB: 8,
    },
    timing: {
      startedAt: '2026-11-24T12:00:00Z',
      total: 2,
      data: 0,
      compile: 0,
      train: 1,
      evaluate: 1,
      imagesPerSecond: 100,
    },
    history: [epoch],
    stopped: 'epochs',
    bestEpoch: 1,
    overfitting: {
      verdict: 'still-learning',
      turningEpoch: 1,
      lossGap: -0.1,
      accuracyGap: 0,
      evidence: 'One epoch.',
    },
    test: {
      numExamples: 10 * labels.length,
      loss: 1.1,
      accuracy: 0.4,
      perClass: labels.map((label) => ({ label, precision: 0.4, recall: 0.4, support: 10 })),
      confusion: labels.map((_, row) =>
        labels.map((_, column) => (row === column ? 4 : column === (row + 1) % labels.length ? 6 : 0)),
      ),
      misclassified: [],
    },
    files: [],
  };
}
