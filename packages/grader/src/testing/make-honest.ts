import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Run, readHomework } from '@teamnet/records';
import { expectedId } from '../verify/run-evidence.js';
import { sha256 } from './make-run.js';
import type { FixtureClass } from './make-workspace.js';

/** Gives every run of a class the files and numbers that a real training leaves, so that all of it holds together. */
export function makeHonest(made: FixtureClass): void {
  const homework = readHomework(made.workspace.homeworkFile(made.team));
  for (const [order, { id }] of homework.experiments.entries())
    for (const [second, dataset] of homework.datasets.entries()) {
      const folder = made.workspace.runFolder(made.team, id, dataset);
      const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Run;
      completeRun(run, 2 * order + second);
      const evidence = {
        team: made.team,
        place: { experiment: id, dataset },
        folder,
        appFolder: made.workspace.appFolder(made.team),
        file: '',
        run,
        homework,
      };
      run.id = expectedId(evidence)!;
      writeFiles(run, folder);
    }
  made.report();
}

/** Writes a run's files, and run.json with their sizes and sha256. */
export function writeFiles(run: Run, folder: string, change: Record<string, string | Buffer> = {}): void {
  const contents: Record<string, string | Buffer> = { ...filesOf(run), ...change };
  run.files = Object.entries(contents).map(([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  for (const [path, content] of Object.entries({ ...contents, 'run.json': JSON.stringify(run, null, 2) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function completeRun(run: Run, number: number): void {
  const { labels, splits } = run.dataset;
  const n = splits.train.numExamples;
  run.history.forEach((epoch, index) => {
    epoch.loss += number / 50;
    epoch.validationLoss += number / 40;
    epoch.accuracy = Math.round((0.4 + index / 10) * n) / n;
    epoch.validationAccuracy = Math.round((0.35 + index / 12) * n) / n;
    epoch.seconds = 9.5 + number / 7 + index / 11;
  });
  const last = run.history.at(-1)!;
  run.overfitting.lossGap = last.validationLoss - last.loss;
  run.overfitting.accuracyGap = last.accuracy - last.validationAccuracy;
  const train = run.history.reduce((total, { seconds }) => total + seconds, 0);
  const startedAt = new Date(Date.UTC(2026, 10, 24, 12, 2 * number)).toISOString();
  run.timing = { ...run.timing, startedAt, train, total: train + 7 };
  const conv = 224;
  const head = 9 * labels.length;
  const layer = (name: string, type: string, shape: number[], parameters: number) => ({
    name,
    type,
    outputShape: [null, ...shape],
    parameters,
    connectedTo: [],
  });
  run.model.parameters = { total: conv + head, trainable: conv + head, nonTrainable: 0 };
  run.model.layers = [
    layer('image', 'InputLayer', [96, 96, 3], 0),
    layer('conv', 'Conv2D', [94, 94, 8], conv),
    layer('head', 'Dense', [labels.length], head),
  ];
  const [label, predicted] = [labels[0]!, labels[1]!];
  run.test.misclassified = [0, 1].map((place) => ({
    key: `${label}-as-${predicted}-${place}`,
    label,
    predicted,
    probability: 0.6,
    picture: `misclassified/0${place + 1}.jpg`,
  }));
}

/** The files beside run.json that go with it. */
export function filesOf(run: Run): Record<string, string | Buffer> {
  const weights = new Float32Array(run.model.parameters.total).map((_, i) =>
    Math.sin(i + Number.parseInt(run.id.slice(0, 6), 16)),
  );
  const { labels } = run.dataset;
  const predictions = run.test.confusion.flatMap((row, i) =>
    row.flatMap((count, j) =>
      Array.from({ length: count }, (_, k) => ({
        key: `${labels[i]}-as-${labels[j]}-${k}`,
        label: labels[i],
        predicted: labels[j],
        probability: i === j ? 0.7 : 0.6,
      })),
    ),
  );
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return {
    'history.jsonl': lines(run.history),
    'predictions.jsonl': lines(predictions),
    'model/model.json': JSON.stringify({
      format: 'layers-model',
      modelTopology: {
        class_name: 'Model',
        config: {
          layers: run.model.layers.map(({ name, type }) => ({ name, class_name: type, config: { name } })),
        },
      },
      weightsManifest: [
        { paths: ['weights.bin'], weights: [{ name: 'all', shape: [weights.length], dtype: 'float32' }] },
      ],
    }),
    'model/weights.bin': Buffer.from(weights.buffer),
    'misclassified/01.jpg': 'picture 1',
    'misclassified/02.jpg': 'picture 2',
  };
}
