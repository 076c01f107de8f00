import { augment, type Optimizer } from '@teamnet/core-blocks';
import { type StepFunction, softmaxCrossEntropy, withStepSeed } from '@teamnet/engine';
import type { Augmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { TrainingPlanError } from './errors.js';

/** A network as the step functions need it. */
export interface StepNetwork {
  model: tf.LayersModel;
  /** Side of the square images, pixels. */
  imageSize: number;
}

/**
 * One training step of a batch: augment, forward pass, mean softmax cross-entropy, gradients, optimizer.
 * Inputs: `images` uint8 [batch, S, S, 3], `labels` int32 [batch], `seed` int32 [2] = [seed, global step],
 * `learningRate` float32 [1]. Outputs: `loss` (mean over the batch) and `correct` (count), both of the augmented
 * images before the update.
 */
export function trainFunction(
  { model, imageSize }: StepNetwork,
  optimizer: Optimizer,
  batch: number,
  kinds: readonly Augmentation[],
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
        let correct: tf.Tensor | undefined;
        const { value: loss, grads } = tf.variableGrads(() => {
          const logits = model.apply(augmented, { training: true }) as tf.Tensor2D;
          correct = tf.keep(logits.argMax(1).toInt().equal(labels!).toFloat().sum());
          return softmaxCrossEntropy(labels as tf.Tensor1D, logits).mean() as tf.Scalar;
        }, weights);
        const gradients = weights.map((weight) => grads[weight.name] ?? unused(weight));
        optimizer.apply(gradients, learningRate!.reshape([]) as tf.Scalar);
        const counted = correct!.clone();
        correct!.dispose();
        return { loss, correct: counted };
      }),
  };
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
