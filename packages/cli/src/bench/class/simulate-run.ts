import {
  type Experiment,
  type Homework,
  PREDICTIONS_FILE,
  type Run,
  resolveSettings,
  runId,
} from '@teamnet/records';
import { judgeOverfitting } from '@teamnet/trainer';
import type { Random } from './random.js';
import type { SavedNetwork } from './saved-networks.js';
import { simulateHistory } from './simulate-history.js';
import { inspectionOf } from './simulate-inspection.js';
import { simulateTest } from './simulate-test.js';

/** A run and the files beside run.json, by path; `run.files` is empty still. */
export interface SimulatedRun {
  run: Run;
  files: Record<string, string | Buffer>;
}

/** What a run is made from besides its homework. */
export interface RunSource {
  dataset: Run['dataset'];
  engine: Run['engine'];
  network: SavedNetwork;
  /** Picked from for mistakes and looks inside. */
  photos: readonly Buffer[];
  /** No other run of the class has it. */
  number: number;
}

/** A run that no training made, and that no check can tell from one: each number follows from the others. */
export function simulateRun(
  random: Random,
  homework: Homework,
  experiment: Experiment,
  { dataset, engine, network, photos, number }: RunSource,
): SimulatedRun {
  const settings = resolveSettings(homework, experiment, 'full');
  const { labels, splits } = dataset;
  const share = random.between(0.62, 0.95);
  const { epochs, earlyStopping } = settings.training;
  const sizes = { train: splits.train.numExamples, validation: splits.validation.numExamples };
  const patience = earlyStopping?.patience ?? epochs;
  const history = simulateHistory(random, { share, epochs, patience }, sizes);
  const counts = labels.map((label) => [label, splits.test.labels[label] ?? 0] as const);
  const { test, predictions } = simulateTest(random, counts, share);
  const train = history.reduce((total, { seconds }) => total + seconds, 0);
  const best = history.reduce((low, epoch) => (epoch.validationLoss < low.validationLoss ? epoch : low));
  const ingredients = {
    settings,
    dataset: {
      name: dataset.name,
      fingerprint: dataset.fingerprint,
      labels,
      splits: {
        train: splits.train.expression,
        validation: splits.validation.expression,
        test: splits.test.expression,
      },
      ...(dataset.pixels === undefined ? {} : { pixels: dataset.pixels }),
    },
    modelFingerprint: network.model.fingerprint,
    modelSource: null,
    engine: { name: engine.name, version: engine.version },
  };
  const { inspection, pictures } = inspectionOf(network.model, predictions);
  const run: Run = {
    format: 'teamnet-run-1',
    id: runId(ingredients),
    team: homework.team,
    student: experiment.by,
    experiment: experiment.id,
    question: experiment.question,
    profile: 'full',
    settings,
    dataset,
    model: network.model,
    engine,
    environment: {
      teamnet: '0.1.0',
      node: '20.20.2',
      platform: 'linux-x64',
      cpu: 'a processor',
      cores: 2,
      memoryGiB: 16,
    },
    timing: {
      startedAt: new Date(Date.UTC(2026, 9, 5) + number * 61_007).toISOString(),
      total: train + 14,
      data: 3,
      compile: 2,
      train,
      evaluate: 4,
      imagesPerSecond:
        history.length / history.reduce((total, { imagesPerSecond }) => total + 1 / imagesPerSecond, 0),
    },
    history,
    stopped: history.length < epochs ? 'early-stopping' : 'epochs',
    bestEpoch: best.epoch,
    overfitting: judgeOverfitting(history, labels.length),
    test,
    inspection,
    files: [],
  };
  const weights = Buffer.from(network.weights);
  // No two trainings end with the same weights.
  for (let place = 0; place < 40; place += 4) weights.writeFloatLE(random.between(-0.1, 0.1), place);
  const photo = () => random.pick(photos);
  return {
    run,
    files: {
      'history.jsonl': lines(history),
      'model/model.json': network.modelJson,
      'model/weights.bin': weights,
      'network.svg': network.diagram,
      'summary.txt': network.summary,
      [PREDICTIONS_FILE]: lines(predictions),
      ...Object.fromEntries(test.misclassified.map(({ picture }) => [picture, photo()])),
      ...Object.fromEntries(pictures.map((picture) => [picture, photo()])),
    },
  };
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
