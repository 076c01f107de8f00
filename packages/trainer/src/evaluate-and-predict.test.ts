import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { openDataset } from '@teamnet/datasets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateRun } from './evaluate-run.js';
import { predictRun } from './predict-run.js';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainedRun } from './train-team.js';

describe('A finished run', () => {
  const made = new FixtureWorkspace();
  const folder = join(made.workspace.root, 'images');
  let trained: TrainedRun;

  beforeAll(async () => {
    // Learns enough from 120 drawings that a constant answer would be told apart.
    const splits = { train: 'train[:120]', validation: 'train[120:136]', test: 'train[136:160]' };
    made.homework.splits!.rock_paper_scissors = splits;
    made.homework.model = { name: './src/model.ts', options: {} };
    made.write(
      join(made.workspace.appFolder('team-1'), 'src', 'model.ts'),
      `export default (input, { classes, tf }) => {
        let x = tf.layers.rescaling({ scale: 1 / 255 }).apply(input);
        for (const filters of [8, 16]) {
          x = tf.layers.conv2d({ filters, kernelSize: 3, activation: 'relu' }).apply(x);
          x = tf.layers.maxPooling2d({ poolSize: 2 }).apply(x);
        }
        return tf.layers.dense({ units: classes }).apply(tf.layers.flatten().apply(x));
      };`,
    );
    made.homework.training.augment = [];
    made.homework.training.epochs = 6;
    trained = await made.trainOne();
    await writeTestImages();
  });
  afterAll(() => made.remove());

  /** The test split as JPEG files, which lose a little. */
  async function writeTestImages(): Promise<void> {
    const dataset = await openDataset('rock_paper_scissors', made.data);
    const split = await dataset.loadImages('train[136:160]', { imageSize: 32 });
    for (const [index, label] of split.labels.entries()) {
      const file = join(folder, split.labelNames[label]!, `${index}.jpg`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await split.picture(index));
    }
  }

  const imageOf = (label: string) => readdirSync(join(folder, label))[0]!;

  test('was looked into, though the network is the team’s own', () => {
    const { filters, activations, gradCam, missing } = trained.run.inspection!;
    expect(missing).toBeUndefined();
    expect([filters!.of, filters!.size]).toEqual([8, [3, 3]]);
    expect(activations!.rows.map(({ shape }) => shape)).toEqual([
      [30, 30, 8],
      [13, 13, 16],
    ]);
    expect(gradCam!.size).toEqual([13, 13]);
    expect(gradCam!.right.length).toBe(4);
  });

  test('has learned something', () => {
    const { history } = trained.run;
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss);
    expect(trained.run.model.name).toBe('./src/model.ts');
  });

  test('evaluates the images of its test split as the training did', async () => {
    const { labels } = trained.run.dataset;
    const { test: result } = trained.run;
    const evaluation = await evaluateRun(trained.folder, folder);
    expect(evaluation).toMatchObject({ images: 24, labels });
    expect(Math.abs(evaluation.accuracy - result.accuracy)).toBeLessThanOrEqual(2 / 24);
    expect(evaluation.loss).toBeCloseTo(result.loss, 1);
    expect(evaluation.confusion.map(sum)).toEqual(result.confusion.map(sum));
  });

  test('predicts labels with probabilities that add up, the surest first', async () => {
    const [label] = trained.run.dataset.labels;
    const image = join(folder, label!, imageOf(label!));
    const [first, second] = await predictRun(trained.folder, [image, image]);
    expect(first!.image).toBe(image);
    expect(first!.top.map((guess) => guess.label).sort()).toEqual(trained.run.dataset.labels.toSorted());
    const probabilities = first!.top.map(({ probability }) => probability);
    expect(sum(probabilities)).toBeCloseTo(1, 5);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(second).toEqual(first);
    expect(await predictRun(trained.folder, [])).toEqual([]);
  });

  test('refuses a folder with a label that it does not know', async () => {
    const [label] = trained.run.dataset.labels;
    const stranger = join(made.workspace.root, 'strangers', 'lizard', 'a.jpg');
    mkdirSync(dirname(stranger), { recursive: true });
    copyFileSync(join(folder, label!, imageOf(label!)), stranger);
    await expect(evaluateRun(trained.folder, dirname(dirname(stranger)))).rejects.toThrow(
      'the run does not know the label lizard.',
    );
  });

  test('with a weight changed or missing, or that is no run, is refused', async () => {
    const weights = join(trained.folder, 'model', 'weights.bin');
    const content = readFileSync(weights);
    appendFileSync(weights, 'x');
    await expect(evaluateRun(trained.folder, folder)).rejects.toThrow('is not the file that run.json lists');
    rmSync(weights);
    await expect(predictRun(trained.folder, ['x.jpg'])).rejects.toThrow('weights.bin is missing');
    writeFileSync(weights, content);
    await expect(predictRun(folder, ['x.jpg'])).rejects.toThrow('There is no run file');
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
