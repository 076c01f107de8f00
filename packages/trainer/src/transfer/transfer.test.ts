import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDataset } from '@teamnet/datasets';
import type { FineTuningStage, Run, Transfer, TransferSource } from '@teamnet/records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateSplit } from '../evaluate-split.js';
import { EVALUATION_BATCH, loadRun } from '../load-run.js';
import { loadSavedNetwork } from '../store/saved-network.js';
import { FixtureWorkspace } from '../testing/make-workspace.js';
import type { TrainEvent } from '../train-event.js';
import type { TrainOptions } from '../train-team.js';

const KERAS_FILE = join(import.meta.dirname, '../../../weights/src/fixtures/mini-xception.weights.h5');
const stages: FineTuningStage[] = [
  { epochs: 2, learningRate: 0.01 },
  { epochs: 2, learningRate: 0.005, unfrozenLayers: 6 },
];
const one: Partial<TrainOptions> = { experiments: ['moved'], datasets: ['rock_paper_scissors'] };
const sha256 = ({ files }: Run) => files.find(({ path }) => path === 'model/weights.bin')!.sha256;
const numbers = ({ history }: Run) =>
  history.map(({ seconds: _, imagesPerSecond: __, waitSeconds: ___, ...rest }) => rest);

describe('A transfer', () => {
  const made = new FixtureWorkspace();
  made.homework.datasets = ['rock_paper_scissors', 'tf_flowers'];
  /** Trains one experiment that takes its weights from somewhere. */
  const train = (transfer: Transfer, options: Partial<TrainOptions> = {}) => {
    const question = 'What do other photos teach?';
    // A seed with which each epoch is better than the one before, so that the last one's weights are saved.
    const change = { training: { transfer, seed: 1 } };
    made.homework.experiments[1] = { id: 'moved', by: 's1-2', question, change };
    return made.trainOne({ ...one, ...options });
  };
  const from: TransferSource = { run: 'baseline' };
  let source: Run;
  beforeAll(async () => {
    source = (await made.trainOne({ datasets: ['tf_flowers'] })).run;
  });
  afterAll(() => made.remove());

  const weightsOf = async (run: Run) => {
    const folder = made.workspace.runFolder(made.team, run.experiment, run.dataset.name);
    const model = await loadSavedNetwork(run, folder);
    const entries = model.layers.flatMap((layer) =>
      layer.weights.map((weight) => [weight.originalName, [...weight.read().dataSync()]] as const),
    );
    model.dispose();
    return new Map<string, readonly number[]>(entries);
  };
  /** Names of the weights in which two runs differ. */
  const changed = async (first: Run, second: Run) => {
    const [a, b] = [await weightsOf(first), await weightsOf(second)];
    return [...a.keys()].filter((name) => a.get(name)!.join() !== b.get(name)!.join());
  };

  test('by feature extraction trains the head on features computed once; all else stays bit for bit', async () => {
    const { run } = await train({ from, method: 'feature-extraction' });
    expect(await changed(source, run)).toEqual(['head/kernel', 'head/bias']);
    expect(run.settings.training.augment).toEqual([]);
    expect(run.engine.mode).toBe('compiled');
    expect(run.transfer).toMatchObject({
      method: 'feature-extraction',
      source: { kind: 'run', name: 'baseline on tf_flowers', sha256: sha256(source) },
      stages: [{ epochs: 3, unfrozenLayers: 0, trainable: 27, frozen: run.model.parameters.total - 27 }],
      features: { perImage: 8, found: false },
    });
    expect(made.events).toContainEqual(expect.objectContaining({ type: 'features', done: 80, total: 80 }));

    // The saved network says of the test images themselves what the head said of their features.
    const dataset = await openDataset('rock_paper_scissors', made.data);
    const split = await dataset.loadImages('train[56:80]', { imageSize: 32 });
    using loaded = await loadRun(made.runFolder('moved'));
    const evaluated = await evaluateSplit(loaded.program, split, EVALUATION_BATCH);
    expect(evaluated.loss).toBeCloseTo(run.test.loss, 4);
    expect(evaluated.accuracy).toBe(run.test.accuracy);

    const again = await train({ from, method: 'feature-extraction' }, { force: true });
    expect(again.run.transfer!.features!.found).toBe(true);
    expect(sha256(again.run)).toBe(sha256(run));
  });

  test('by fine-tuning trains the head, then the top layers, and never batch normalization', async () => {
    const { run } = await train({ from, method: 'fine-tuning', stages });
    expect(run.history.map(({ stage }) => stage)).toEqual([1, 1, 2, 2]);
    expect(run.history.map(({ learningRate }) => learningRate)).toEqual([0.01, 0.01, 0.005, 0.005]);
    // Of the top six layers (sub2's normalization, ReLU and convolution, pool, projection, add) two are trained.
    const top = ['block2_sub2_sepconv/depthwise_kernel', 'block2_sub2_sepconv/pointwise_kernel'];
    const trained = [...top, 'block2_projection/kernel', 'head/kernel', 'head/bias'];
    expect(await changed(source, run)).toEqual(trained);
    expect(run.transfer!.stages).toMatchObject([
      { epochs: 2, unfrozenLayers: 0, trainable: 27 },
      { epochs: 2, unfrozenLayers: 6, trainable: 27 + 9 * 8 + 8 * 8 + 4 * 8 },
    ]);
    // The next to begin with these weights finds them trainable.
    const saved = readFileSync(join(made.runFolder('moved'), 'model', 'model.json'), 'utf8');
    expect(saved).not.toContain('"trainable": false');
  });

  test.each([
    ['between its stages', 3, 1],
    ['in its last epoch', 4, 2],
  ])('that was stopped %s goes on and ends with the same bits', async (_, epoch, step) => {
    const transfer: Transfer = { from, method: 'fine-tuning', stages };
    const whole = (await train(transfer)).run;
    const controller = new AbortController();
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'step' && event.epoch === epoch && event.step === step) controller.abort();
    };
    const stopped = train(transfer, { force: true, signal: controller.signal, onEvent });
    await expect(stopped).rejects.toThrow('stopped');
    writeFileSync(join(made.runFolder('moved'), 'summary.txt'), 'so that it is not up to date');
    const { run } = await train(transfer);
    expect(numbers(run)).toEqual(numbers(whole));
    expect(sha256(run)).toBe(sha256(whole));
  });

  test('by fine-tuning is the same to four digits on the eager path', async () => {
    const transfer: Transfer = { from, method: 'fine-tuning', stages };
    const { run } = await train(transfer);
    const eager = (await train(transfer, { engineMode: 'eager', force: true })).run;
    for (const [index, epoch] of eager.history.entries())
      expect(epoch.validationLoss).toBeCloseTo(run.history[index]!.validationLoss, 3);
  });

  test('from a file of Keras begins with its weights, and the id follows the bytes of the file', async () => {
    made.homework.model.options = { sizes: [4] };
    const file = join(made.workspace.appFolder(made.team), 'weights', 'mine.weights.h5');
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(KERAS_FILE, file);
    const transfer: Transfer = { from: { file: 'weights/mine.weights.h5' }, method: 'feature-extraction' };
    const { run } = await train(transfer);
    expect(run.transfer!.source).toMatchObject({ kind: 'file', name: 'weights/mine.weights.h5' });
    // One number of the convolution's kernel, which follows the marker.
    const bytes = readFileSync(file);
    const kernel = (await weightsOf(run)).get('stem_conv/kernel')!;
    const at = bytes.indexOf(Buffer.from(Float32Array.of(kernel[0]!).buffer));
    bytes.writeFloatLE(0.5, at);
    writeFileSync(file, bytes);
    const other = (await train(transfer)).run;
    expect((await weightsOf(other)).get('stem_conv/kernel')![0]).toBe(0.5);
    expect(other.id).not.toBe(run.id);

    truncateSync(file, 5000);
    await expect(train(transfer)).rejects.toThrow('truncated file');
    rmSync(file);
    await expect(train(transfer)).rejects.toThrow('mine.weights.h5: there is no such file');
    made.homework.model.options = { sizes: [4, 8] };
    copyFileSync(KERAS_FILE, file);
    await expect(train(transfer)).rejects.toThrow('these are the weights of another network');
  });

  test.each([
    [{ from: { run: 'nothing' }, method: 'fine-tuning' }, 'its source "nothing" is no experiment'],
    [
      { from: { run: 'moved', dataset: 'rock_paper_scissors' }, method: 'fine-tuning' },
      'the experiment itself',
    ],
    [
      { from: 'imagenet', method: 'feature-extraction' },
      'no ImageNet weights here for the network "mini-xception"',
    ],
    [
      { from, method: 'fine-tuning', stages: [{ unfrozenLayers: 99 }] },
      '"transfer.stages[0].unfrozenLayers" is 99, and the network has 21 layers',
    ],
    [{ from, method: 'fine-tuning', stages: [{ unfrozenLayers: 1 }] }, 'have no weights to train'],
    [
      { from: { run: 'baseline', dataset: 'rock_paper_scissors' }, method: 'fine-tuning' },
      'is not trained on',
    ],
  ] as [Transfer, string][])(
    'that cannot be made is told before anything is trained: %j',
    async (transfer, problem) => {
      await expect(train(transfer)).rejects.toThrow(problem);
      expect(made.events.filter(({ type }) => type === 'run-start')).toEqual([]);
    },
  );

  test('from a run of another network is refused by the names of both', async () => {
    made.homework.experiments[1]!.change = {
      model: { options: { sizes: [4, 4] } },
      training: { transfer: { from, method: 'fine-tuning' } },
    };
    await expect(made.trainOne(one)).rejects.toThrow(
      'the weights of baseline on tf_flowers are of another network (mini-xception with other options, not mini-xception)',
    );
  });
});
