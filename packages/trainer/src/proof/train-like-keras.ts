import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { openEngine, openProgram } from '@teamnet/engine';
import type { ModelSettings, TrainingSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { learningRateOf } from '../schedule/learning-rate.js';
import { type StepOptions, trainFunction, trainName } from '../step-functions.js';
import goldens from './keras-steps.json' with { type: 'json' };

/** One training of 50 steps in Keras; `keras_steps.py` makes them. */
export interface KerasCase {
  name: string;
  model: ModelSettings;
  training: Partial<TrainingSettings> &
    Pick<TrainingSettings, 'optimizer'> &
    Omit<StepOptions, 'classWeights'>;
  /** The batches are those from this number on. */
  firstBatch: number;
  /** Of each step. */
  losses: number[];
  /** Relative difference of Keras' losses to its own when its initial weights change by rounding errors. */
  spread: number;
  /** How far each weight moved, by its name: a scale, and base64 of int16 that it multiplies. */
  moved: Record<string, [scale: number, values: string]>;
}

/** What 50 steps ended with, the weights of each kind in one row. */
export interface Steps {
  losses: number[];
  trainable: Weights;
  /** Moving averages of batch normalization. */
  nonTrainable: Weights;
}

interface Weights {
  before: number[];
  after: number[];
  /** Keras' after the same steps. */
  keras: number[];
}

const { batchSize, imageSize, classes, seed, stepsPerEpoch } = goldens;

export const kerasCases = goldens.cases as unknown as KerasCase[];

/** Trains a case's network from Keras' initial weights on Keras' batches, with the trainer's own step. */
export async function trainLikeKeras(golden: KerasCase, mode: 'compiled' | 'eager'): Promise<Steps> {
  const engine = await openEngine({ engine: 'native' });
  const { training, losses: expected } = golden;
  const model = await buildModel(golden.model, { imageSize, classes, seed });
  const names = Object.keys(golden.moved);
  for (const weight of model.weights) {
    const shape = weight.shape as number[];
    const values = initialValues(weight.originalName, shape, names.indexOf(weight.originalName));
    tf.tidy(() => {
      weight.write(tf.tensor(values, shape));
    });
  }
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer(training.optimizer, trainable);
  const { augment = [], classWeights, ...others } = training;
  const options = { ...others, classWeights: (classWeights ?? null) as readonly number[] | null };
  const network = { model, imageSize };
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable, ...optimizer.state],
    functions: [trainFunction(network, optimizer, batchSize, augment, options)],
    mode,
  });
  if (program.fallback) throw new Error(program.fallback);
  const epochs = expected.length / stepsPerEpoch;
  const rateOf = learningRateOf({ ...training, epochs } as TrainingSettings, stepsPerEpoch);
  const before = program.readVariables();
  const losses = expected.map((_, step) => {
    const inputs = {
      ...batchOf(golden.firstBatch + step),
      seed: Int32Array.of(seed, step),
      learningRate: Float32Array.of(rateOf(step, [])),
    };
    const { loss, objective = loss } = program.run(trainName(batchSize), inputs);
    return objective![0]!;
  });
  const after = program.readVariables();
  program.dispose();
  tf.dispose(optimizer.state);
  const weightNames = [...model.trainableWeights, ...model.nonTrainableWeights].map(
    (weight) => weight.originalName,
  );
  model.dispose();
  const collect = (from: number, to: number): Weights => {
    const places = weightNames.slice(from, to).map((name, index) => ({ name, place: from + index }));
    const start = places.flatMap(({ place }) => [...before[place]!]);
    const moved = places.flatMap(({ name }) => unpack(golden.moved[name]!));
    return {
      before: start,
      after: places.flatMap(({ place }) => [...after[place]!]),
      keras: start.map((value, index) => value + moved[index]!),
    };
  };
  const split = trainable.length;
  return { losses, trainable: collect(0, split), nonTrainable: collect(split, weightNames.length) };
}

function unpack([scale, values]: [number, string]): number[] {
  const bytes = Uint8Array.from(Buffer.from(values, 'base64'));
  return [...new Int16Array(bytes.buffer)].map((value) => value * scale);
}

/** `noise` of keras_steps.py: numbers in [-1, 1) without a pattern. */
function noise(count: number, stream: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const value = Math.sin(12.9898 * index + 78.233 * (stream + 1)) * 43758.5453;
    return 2 * (value - Math.floor(value)) - 1;
  });
}

/** `initial` of keras_steps.py. */
function initialValues(name: string, shape: readonly number[], stream: number): number[] {
  const kind = name.split('/').at(-1)!;
  const inputs = kind === 'depthwise_kernel' ? shape.slice(0, 2) : shape.slice(0, -1);
  const limit = Math.sqrt(3 / inputs.reduce((product, size) => product * size, 1));
  return noise(tf.util.sizeFromShape([...shape]), stream).map((value) => {
    if (kind === 'gamma') return 1 + 0.2 * value;
    if (kind === 'moving_variance') return 1 + 0.5 * Math.abs(value);
    return kind.endsWith('kernel') ? value * limit : 0.1 * value;
  });
}

/** `batch` of keras_steps.py. */
function batchOf(number: number): { images: Uint8Array; labels: Int32Array } {
  const labels = noise(batchSize, 10_000 + number).map((value) => Math.floor(((value + 1) / 2) * classes));
  const perImage = imageSize * imageSize * 3;
  const images = noise(batchSize * perImage, 20_000 + number).map((value, index) => {
    const tint = Math.sin(1.7 * labels[Math.floor(index / perImage)]! + 2.1 * (index % 3));
    return Math.floor(127.5 + 75 * value + 50 * tint);
  });
  return { images: Uint8Array.from(images), labels: Int32Array.from(labels) };
}
