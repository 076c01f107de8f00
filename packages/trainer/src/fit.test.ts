import type { Epoch, TrainingSettings } from '@teamnet/records';
import { describe, expect, test } from 'vitest';
import type { Callback } from './callbacks/callback.js';
import { type FitOptions, fit } from './fit.js';
import { fakeProgram } from './testing/fake-program.js';
import { makeSplit } from './testing/make-split.js';
import type { StepReport } from './train-event.js';

const settings: TrainingSettings = {
  imageSize: 1,
  batchSize: 4,
  epochs: 2,
  optimizer: { name: 'sgd', learningRate: 0.25 },
  augment: [],
  earlyStopping: null,
  seed: 7,
};

interface Call {
  name: string;
  learningRate: number;
  numbers: number[];
  seed: number[];
}

/** Runs the loop over 6 training and 2 validation images, with a program that counts its steps as the loss. */
async function run(given: Partial<FitOptions> = {}, lossOfStep = (step: number) => step) {
  const calls: Call[] = [];
  const program = fakeProgram((name, { images, labels, seed, learningRate }) => {
    if (name === 'evaluate-4')
      return { losses: Float32Array.of(1, 3, 99, 99), logits: Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0) };
    const numbers = [...labels!.keys()].map((place) => images![3 * place]!);
    calls.push({ name, numbers, seed: [...seed!], learningRate: learningRate![0]! });
    return { loss: Float32Array.of(lossOfStep(seed![1]!)), correct: Float32Array.of(1) };
  });
  const result = await fit({
    program,
    settings,
    train: makeSplit(6),
    validation: makeSplit(2),
    callbacks: [],
    onDiverged: (epoch, loss) => new Error(`epoch ${epoch}: ${loss}`),
    ...given,
  });
  return { ...result, calls };
}

describe('The training loop', () => {
  test('shows each image once an epoch, in another order each epoch, the smaller batch last', async () => {
    const { calls } = await run();
    expect(calls.map(({ name }) => name)).toEqual(['train-4', 'train-2', 'train-4', 'train-2']);
    const orders = [calls.slice(0, 2), calls.slice(2)].map((epoch) =>
      epoch.flatMap(({ numbers }) => numbers),
    );
    for (const order of orders) expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(orders[0]).not.toEqual(orders[1]);
  });

  test('says how long the steps waited for their images', async () => {
    const slow = makeSplit(6);
    const train = {
      numExamples: slow.numExamples,
      *batches(options: Parameters<typeof slow.batches>[0]) {
        for (const batch of slow.batches(options)) {
          for (const begin = performance.now(); performance.now() - begin < 15; );
          yield batch;
        }
      },
    };
    const { history } = await run({ train });
    for (const { waitSeconds, seconds } of history) {
      expect(waitSeconds).toBeGreaterThanOrEqual(0.03);
      expect(waitSeconds).toBeLessThanOrEqual(seconds);
    }
  });

  test('seeds each step with the seed and its number over all epochs', async () => {
    expect((await run()).calls.map(({ seed }) => seed)).toEqual([
      [7, 0],
      [7, 1],
      [7, 2],
      [7, 3],
    ]);
  });

  test('weighs the batches of an epoch by their size and validates after each', async () => {
    const { history, stopped } = await run();
    expect(stopped).toBe('epochs');
    expect(history).toMatchObject([
      { epoch: 1, loss: (0 * 4 + 1 * 2) / 6, accuracy: 2 / 6, validationLoss: 2, validationAccuracy: 0.5 },
      { epoch: 2, loss: (2 * 4 + 3 * 2) / 6, learningRate: 0.25 },
    ]);
  });

  test('goes on where a history ends, with the same steps', async () => {
    const whole = await run();
    const rest = await run({ history: whole.history.slice(0, 1) });
    expect(rest.calls).toEqual(whole.calls.slice(2));
    expect(rest.history.map(({ epoch, loss }) => [epoch, loss])).toEqual(
      whole.history.map(({ epoch, loss }) => [epoch, loss]),
    );
  });

  test('takes the learning rate from the schedule, step by step, and notes that of the last step', async () => {
    const scheduled: TrainingSettings = {
      ...settings,
      learningRateSchedule: { name: 'constant', warmupEpochs: 1, warmupFrom: 0.125 },
    };
    const whole = await run({ settings: scheduled });
    expect(whole.calls.map(({ learningRate }) => learningRate)).toEqual([0.125, 0.1875, 0.25, 0.25]);
    expect(whole.history.map(({ learningRate }) => learningRate)).toEqual([0.1875, 0.25]);
    const rest = await run({ settings: scheduled, history: whole.history.slice(0, 1) });
    expect(rest.calls).toEqual(whole.calls.slice(2));
    expect((await run()).calls.map(({ learningRate }) => learningRate)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test('calls its hooks in order, and one of them can end it', async () => {
    const told: string[] = [];
    const callback: Callback = {
      onTrainBegin: ({ history }) => told.push(`begin ${history.length}`),
      onStepEnd: ({ epoch, step, steps }: StepReport) => told.push(`${epoch}: ${step}/${steps}`),
      onEpochEnd: ({ epoch }: Epoch, training) => {
        told.push(`end ${epoch}`);
        training.stop = true;
      },
    };
    const { stopped, history } = await run({ callbacks: [callback] });
    expect(told).toEqual(['begin 0', '1: 1/2', '1: 2/2', 'end 1']);
    expect([stopped, history.length]).toEqual(['early-stopping', 1]);
  });

  test.each([NaN, Infinity])('ends with an error when the loss is %s', async (loss) => {
    await expect(run({}, (step) => (step === 3 ? loss : 1))).rejects.toThrow(`epoch 2: ${loss}`);
  });

  test('stops between two steps', async () => {
    const controller = new AbortController();
    const callback: Callback = { onStepEnd: () => controller.abort(new Error('enough')) };
    await expect(run({ callbacks: [callback], signal: controller.signal })).rejects.toThrow('enough');
  });
});
