import { augment, clipGradients, type Optimizer } from '@teamnet/core-blocks';
import { type StepFunction, softmaxCrossEntropy, withStepSeed } from '@teamnet/engine';
import type { Augmentation, GradientClipping } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { TrainingPlanError } from './errors.js';

/** A network as the step functions need it. */
export interface StepNetwork {
  model: tf.LayersModel;
  /** Side of the square images, pixels. */
  imageSize: number;
}

/** What a training step minimizes beyond the plain cross-entropy, and how. */
export interface StepOptions {
  /** 0 to below 1. */
  labelSmoothing?: number;
  /** What an image of each label counts, by label number. */
  classWeights?: readonly number[] | null;
  gradientClipping?: GradientClipping | null;
}

/**
 * One training step of a batch: augment, forward pass, mean softmax cross-entropy, gradients, optimizer.
 * Inputs: `images` uint8 [batch, S, S, 3], `labels` int32 [batch], `seed` int32 [2] = [seed, global step],
 * `learningRate` float32 [1]. Outputs: `loss` (mean cross-entropy of the batch) and `correct` (count), both of the
 * augmented images before the update; with label smoothing or class weights also `objective`, what is minimized
 * instead: the mean over the batch of weight times smoothed cross-entropy, as in Keras.
 */
export function trainFunction(
  { model, imageSize }: StepNetwork,
  optimizer: Optimizer,
  batch: number,
  kinds: readonly Augmentation[],
  options: StepOptions = {},
): StepFunction {
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    name: trainName(batch),
    inputs: {
      ...batchInputs(batch, imageSize),
      seed: { shape: [2], dtype: 'int32' },
      learningRate: { shape: [1], dtype: 'float32' },
    },
    run: ({ images, labels, seed, learningRate }) =>
      withStepSeed(seed as tf.Tensor1D, () => {
        const augmented = augment(images as tf.Tensor4D, kinds);
        let logits: tf.Tensor2D | undefined;
        const { value, grads } = tf.variableGrads(() => {
          logits = tf.keep(model.apply(augmented, { training: true }) as tf.Tensor2D);
          return objective(labels as tf.Tensor1D, logits, options);
        }, weights);
        const gradients = weights.map((weight) => grads[weight.name] ?? unused(weight));
        const { gradientClipping } = options;
        const clipped = gradientClipping ? clipGradients(gradients, gradientClipping) : gradients;
        optimizer.apply(clipped, learningRate!.reshape([]) as tf.Scalar);
        const correct = logits!.argMax(1).toInt().equal(labels!).toFloat().sum();
        const outputs = isPlain(options)
          ? { loss: value, correct }
          : { loss: objective(labels as tf.Tensor1D, logits!, {}), correct, objective: value };
        logits!.dispose();
        return outputs;
      }),
  };
}

function objective(
  labels: tf.Tensor1D,
  logits: tf.Tensor2D,
  { labelSmoothing, classWeights }: StepOptions,
): tf.Scalar {
  const losses = softmaxCrossEntropy(labels, logits, labelSmoothing);
  if (!classWeights) return losses.mean();
  return losses.mul(tf.gather(tf.tensor1d([...classWeights]), labels)).mean();
}

function isPlain({ labelSmoothing = 0, classWeights }: StepOptions): boolean {
  return labelSmoothing === 0 && !classWeights;
}

/**
 * The forward pass of a batch without training. Inputs: `images` uint8 [batch, S, S, 3], `labels` int32 [batch].
 * Outputs: `losses` [batch], the cross-entropy of each image, and `logits` [batch, classes].
 */
export function evaluateFunction({ model, imageSize }: StepNetwork, batch: number): StepFunction {
  return {
    name: evaluateName(batch),
    inputs: batchInputs(batch, imageSize),
    run: ({ images, labels }) => {
      const logits = model.apply(images!, { training: false }) as tf.Tensor2D;
      return { losses: softmaxCrossEntropy(labels as tf.Tensor1D, logits), logits };
    },
  };
}

export function trainName(batch: number): string {
  return `train-${batch}`;
}

export function evaluateName(batch: number): string {
  return `evaluate-${batch}`;
}

function batchInputs(batch: number, imageSize: number): StepFunction['inputs'] {
  return {
    images: { shape: [batch, imageSize, imageSize, 3], dtype: 'uint8' },
    labels: { shape: [batch], dtype: 'int32' },
  };
}

function unused(weight: tf.Variable): never {
  throw new TrainingPlanError(
    `The network's weight ${weight.name} takes no part in its output, so it cannot be trained.`,
    'Connect its layer to the output, or take it out of src/model.ts.',
  );
}
