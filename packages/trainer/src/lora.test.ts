import { openDataset } from '@teamnet/datasets';
import type { Run } from '@teamnet/records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateSplit } from './evaluate-split.js';
import { EVALUATION_BATCH, loadRun } from './load-run.js';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainEvent } from './train-event.js';
import type { TrainOptions } from './train-team.js';

const sha256 = ({ files }: Run) => files.find(({ path }) => path === 'model/weights.bin')!.sha256;

describe('A run with low-rank adapters', () => {
  const made = new FixtureWorkspace();
  const adapters: Partial<TrainOptions> = { experiments: ['adapters'], datasets: ['rock_paper_scissors'] };
  let run: Run;
  beforeAll(async () => {
    made.homework.datasets = ['rock_paper_scissors', 'tf_flowers'];
    const training = {
      lora: { rank: 2, alpha: 8 },
      transfer: { from: { run: 'baseline' }, method: 'initialization' as const },
      optimizer: { learningRate: 0.01 },
      // So that the loss tells of the learning alone.
      augment: [],
    };
    const question = 'Do few weights do?';
    made.homework.experiments.push({ id: 'adapters', by: 's1-2', question, change: { training } });
    await made.train({ experiments: ['baseline'], datasets: ['tf_flowers'] });
    run = (await made.trainOne(adapters)).run;
  });
  afterAll(() => made.remove());

  test('is trained in compiled steps and says what was trained, of the plain network', () => {
    expect(run.engine).toMatchObject({ mode: 'compiled' });
    expect(run.engine.fallback).toBeUndefined();
    // stem 5x5x3 to 32, twice 32 to 4, twice 4 to 8, 8 to 8; 4 to 4 would not get smaller.
    const numbers = 2 * (75 + 32) + 2 * 2 * (32 + 4) + 2 * 2 * (4 + 8) + 2 * (8 + 8);
    expect(run.lora).toMatchObject({
      rank: 2,
      alpha: 8,
      layers: [
        'stem_conv',
        'block1_sub1_sepconv',
        'block1_projection',
        'block2_sub1_sepconv',
        'block2_sub2_sepconv',
        'block2_projection',
      ],
    });
    expect(run.lora!.adapterParameters).toBe(numbers);
    const head = 8 * 3 + 3;
    expect(run.lora!.trainedParameters).toBe(run.lora!.adapterParameters + head);
    expect(run.lora!.trainedShare).toBeCloseTo(run.lora!.trainedParameters / run.model.parameters.total, 10);
    expect(run.transfer!.source).toMatchObject({ kind: 'run', name: 'baseline on tf_flowers' });
    expect(run.model.layers.find(({ name }) => name === 'stem_conv')!.parameters).toBe(2400);
    expect(run.history.at(-1)!.loss).toBeLessThan(run.history[0]!.loss);
  });

  test('saves the merged network, which says of the test images what the adapters said', async () => {
    const dataset = await openDataset('rock_paper_scissors', made.data);
    const split = await dataset.loadImages('train[56:80]', { imageSize: 32 });
    using loaded = await loadRun(made.runFolder('adapters'));
    const evaluated = await evaluateSplit(loaded.program, split, EVALUATION_BATCH);
    expect(evaluated.loss).toBeCloseTo(run.test.loss, 5);
    expect(evaluated.accuracy).toBe(run.test.accuracy);
  });

  test('goes on after Ctrl-C and ends with the same bits', async () => {
    const controller = new AbortController();
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'step' && event.epoch === 2 && event.step === 2) controller.abort();
    };
    await expect(
      made.train({ ...adapters, force: true, signal: controller.signal, onEvent }),
    ).rejects.toThrow('first 1 epoch');
    const again = (await made.trainOne(adapters)).run;
    expect(again.history).toHaveLength(3);
    expect(sha256(again)).toBe(sha256(run));
  });

  test('is refused in one sentence where the network cannot have them, before anything is trained', async () => {
    const { training } = made.homework;
    made.homework.training = { ...training, lora: {} };
    await expect(made.train()).rejects.toThrow('"training.lora" leaves the weights as they are');
    made.homework.training = training;
    made.homework.experiments[1]!.change!.training!.lora = { layers: ['block9_*'] };
    await expect(made.train(adapters)).rejects.toThrow('training.lora: lora.layers names "block9_*"');
  });
});
