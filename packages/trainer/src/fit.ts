import { setImmediate } from 'node:timers/promises';
import type { Program } from '@teamnet/engine';
import { type Epoch, type TrainingSettings, type TrainingStage, trainingStages } from '@teamnet/records';
import { type Callback, stageEpochs, type Training } from './callbacks/callback.js';
import { evaluateSplit } from './evaluate-split.js';
import { Pace } from './pace.js';
import { learningRateOf } from './schedule/learning-rate.js';
import { trainName } from './step-functions.js';
import type { TrainingSplit } from './training-split.js';

export interface FitOptions {
  program: Program;
  settings: TrainingSettings;
  train: TrainingSplit;
  validation: TrainingSplit;
  callbacks: readonly Callback[];
  /** Epochs done before an interruption; the program's variables are as after the last of them. */
  history?: readonly Epoch[];
  /** Stops between two steps by throwing its reason. */
  signal?: AbortSignal;
  /** Makes the error for a loss that is no longer a number. */
  onDiverged(epoch: number, loss: number, learningRate: number): Error;
}

export interface FitResult {
  history: Epoch[];
  stopped: 'epochs' | 'early-stopping';
}

/**
 * The training loop: each epoch runs the training steps over the shuffled split and then validates; everything else
 * is a callback's work. A fine-tuning goes through its stages one after the other. What it computes depends on the
 * settings and the data alone, so a training that goes on from a checkpoint ends with the same bits as one that was
 * never stopped.
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  const { program, settings, callbacks } = options;
  const stages = trainingStages(settings);
  const history = [...(options.history ?? [])];
  const first = history.at(-1)?.stage ?? 1;
  const training = {
    epochs: stages.reduce((sum, { epochs }) => sum + epochs, 0),
    history,
    program,
    stage: first,
    stop: false,
  } satisfies Training;
  for (const callback of callbacks) callback.onTrainBegin?.(training);
  for (const stage of stages.slice(first - 1)) {
    training.stage = stages.indexOf(stage) + 1;
    training.stop = false;
    for (const callback of callbacks) callback.onStageBegin?.(training);
    while (!training.stop && stageEpochs(training).length < stage.epochs)
      await runEpoch(options, training, stageSettings(settings, stage));
  }
  const early = stageEpochs(training).length < stages.at(-1)!.epochs;
  return { history, stopped: early ? 'early-stopping' : 'epochs' };
}

/** Trains and validates one epoch, and adds it to the history. */
async function runEpoch(options: FitOptions, training: Training, settings: TrainingSettings): Promise<void> {
  const { program, callbacks, signal } = options;
  const begin = performance.now();
  const trained = await trainEpoch(options, training, settings);
  const validated = await evaluateSplit(program, options.validation, settings.batchSize, signal);
  if (!Number.isFinite(validated.loss))
    throw options.onDiverged(training.history.length + 1, validated.loss, trained.learningRate);
  const epoch: Epoch = {
    epoch: training.history.length + 1,
    loss: trained.loss,
    accuracy: trained.accuracy,
    validationLoss: validated.loss,
    validationAccuracy: validated.accuracy,
    learningRate: trained.learningRate,
    seconds: (performance.now() - begin) / 1000,
    imagesPerSecond: trained.imagesPerSecond,
    waitSeconds: trained.waitSeconds,
    ...(settings.transfer?.method === 'fine-tuning' ? { stage: training.stage } : {}),
  };
  training.history.push(epoch);
  for (const callback of callbacks) callback.onEpochEnd?.(epoch, training);
}

/** A stage's settings as those of a training of its own. */
export function stageSettings(
  settings: TrainingSettings,
  { epochs, learningRate }: TrainingStage,
): TrainingSettings {
  return { ...settings, epochs, optimizer: { ...settings.optimizer, learningRate } };
}

async function trainEpoch(options: FitOptions, training: Training, settings: TrainingSettings) {
  const { program, train, callbacks, signal } = options;
  const { batchSize, seed } = settings;
  const steps = Math.ceil(train.numExamples / batchSize);
  const epoch = training.history.length + 1;
  const stageHistory = stageEpochs(training);
  const learningRateAt = learningRateOf(settings, steps);
  let learningRate = settings.optimizer.learningRate;
  const pace = new Pace(training, steps);
  let [step, seen, lossSum, correct] = [0, 0, 0, 0];
  pace.startWaiting();
  for (const { images, labels } of train.batches({ batchSize, shuffleSeed: seed, epoch })) {
    pace.endWaiting();
    signal?.throwIfAborted();
    const globalStep = (epoch - 1) * steps + step;
    learningRate = learningRateAt(stageHistory.length * steps + step, stageHistory);
    pace.startStep();
    const outputs = program.run(trainName(labels.length, training.stage), {
      images,
      labels,
      seed: Int32Array.of(seed, globalStep),
      learningRate: Float32Array.of(learningRate),
    });
    pace.endStep(labels.length);
    const loss = outputs.loss![0]!;
    if (!Number.isFinite(loss)) throw options.onDiverged(epoch, loss, learningRate);
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
    pace.startWaiting();
  }
  const { imagesPerSecond, waitSeconds } = pace;
  return { loss: lossSum / seen, accuracy: correct / seen, learningRate, imagesPerSecond, waitSeconds };
}
