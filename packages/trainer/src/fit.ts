import { setImmediate } from 'node:timers/promises';
import type { DecodedSplit } from '@teamnet/datasets';
import type { Program } from '@teamnet/engine';
import type { Epoch, TrainingSettings } from '@teamnet/records';
import type { Callback, Training } from './callbacks/callback.js';
import { evaluateSplit } from './evaluate-split.js';
import { Pace } from './pace.js';
import { learningRateOf } from './schedule/learning-rate.js';
import { trainName } from './step-functions.js';

export interface FitOptions {
  program: Program;
  settings: TrainingSettings;
  train: DecodedSplit;
  validation: DecodedSplit;
  callbacks: readonly Callback[];
  /** Epochs done before an interruption; the program's variables are as after the last of them. */
  history?: readonly Epoch[];
  /** Stops between two steps by throwing its reason. */
  signal?: AbortSignal;
  /** Makes the error for a loss that is no longer a number. */
  onDiverged(epoch: number, loss: number): Error;
}

export interface FitResult {
  history: Epoch[];
  stopped: 'epochs' | 'early-stopping';
}

/**
 * The training loop: each epoch runs the training steps over the shuffled split and then validates; everything else
 * is a callback's work. What it computes depends on the settings and the data alone, so a training that goes on from
 * a checkpoint ends with the same bits as one that was never stopped.
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  const { program, settings, callbacks, signal } = options;
  const training: Training = {
    epochs: settings.epochs,
    history: [...(options.history ?? [])],
    program,
    stop: false,
  };
  for (const callback of callbacks) callback.onTrainBegin?.(training);
  while (!training.stop && training.history.length < settings.epochs) {
    const begin = performance.now();
    const trained = await trainEpoch(options, training);
    const validated = await evaluateSplit(program, options.validation, settings.batchSize, signal);
    if (!Number.isFinite(validated.loss))
      throw options.onDiverged(training.history.length + 1, validated.loss);
    const epoch: Epoch = {
      epoch: training.history.length + 1,
      loss: trained.loss,
      accuracy: trained.accuracy,
      validationLoss: validated.loss,
      validationAccuracy: validated.accuracy,
      learningRate: trained.learningRate,
      seconds: (performance.now() - begin) / 1000,
      imagesPerSecond: trained.imagesPerSecond,
    };
    training.history.push(epoch);
    for (const callback of callbacks) callback.onEpochEnd?.(epoch, training);
  }
  const { history } = training;
  return { history, stopped: history.length < settings.epochs ? 'early-stopping' : 'epochs' };
}

async function trainEpoch(options: FitOptions, training: Training) {
  const { program, settings, train, callbacks, signal } = options;
  const { batchSize, seed } = settings;
  const steps = Math.ceil(train.numExamples / batchSize);
  const epoch = training.history.length + 1;
  const learningRateAt = learningRateOf(settings, steps);
  let learningRate = settings.optimizer.learningRate;
  const pace = new Pace(training, steps);
  let [step, seen, lossSum, correct] = [0, 0, 0, 0];
  for (const { images, labels } of train.batches({ batchSize, shuffleSeed: seed, epoch })) {
    signal?.throwIfAborted();
    const globalStep = (epoch - 1) * steps + step;
    learningRate = learningRateAt(globalStep, training.history);
    pace.startStep();
    const outputs = program.run(trainName(labels.length), {
      images,
      labels,
      seed: Int32Array.of(seed, globalStep),
      learningRate: Float32Array.of(learningRate),
    });
    pace.endStep(labels.length);
    const loss = outputs.loss![0]!;
    if (!Number.isFinite(loss)) throw options.onDiverged(epoch, loss);
    step++;
    seen += labels.length;
    lossSum += loss * labels.length;
    correct += outputs.correct![0]!;
    const report = {
      epoch,
      epochs: training.epochs,
      step,
      steps,
      loss: lossSum / seen,
      accuracy: correct / seen,
      imagesPerSecond: pace.imagesPerSecond,
      etaSeconds: pace.etaSeconds(step),
    };
    for (const callback of callbacks) callback.onStepEnd?.(report, training);
    // Lets Ctrl-C and the progress bar have their turn; a step itself blocks.
    await setImmediate();
  }
  const { imagesPerSecond } = pace;
  return { loss: lossSum / seen, accuracy: correct / seen, learningRate, imagesPerSecond };
}
