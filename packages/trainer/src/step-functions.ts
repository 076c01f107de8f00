import {
  type Augmented,
  augment,
  clipGradients,
  distillationLoss,
  type Optimizer,
} from '@teamnet/core-blocks';
import { gatherRows, type StepFunction, softmaxCrossEntropy, withStepSeed } from '@teamnet/engine';
import type { Augmentation, GradientClipping } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { TrainingPlanError } from './errors.js';
import type { Teacher } from './teacher/open-teacher.js';

/** A network as the step functions need it. */
export interface StepNetwork {
  /** Images, or features in their place, to logits. */
  model: Pick<tf.LayersModel, 'apply' | 'trainableWeights'>;
  /** Side of the square images, pixels. */
  imageSize: number;
  /** Shape of one image's features where the network takes these, float32, instead of images. */
  features?: readonly number[];
}

/** What of a network a training step changes. */
export interface StepTraining {
  /** In the order of the optimizer's; all trainable weights of the network when left out. */
  trained?: readonly tf.Variable[];
  /** Of a training in several stages, from 1; 1 when left out. */
  stage?: number;
}

/** What a training step minimizes beyond the plain cross-entropy, and how. */
export interface StepOptions {
  /** 0 to below 1. */
  labelSmoothing?: number;
  /** What an image of each label counts, by label number. */
  classWeights?: readonly number[] | null;
  gradientClipping?: GradientClipping | null;
  /** Whose answers to the same augmented images are learned as well. */
  teacher?: Teacher | null;
}

/**
 * One training step of a batch: augment, forward pass, mean softmax cross-entropy, gradients, optimizer.
 * Inputs: `images` uint8 [batch, S, S, 3] (or their features float32 [batch, …]), `labels` int32 [batch], `seed` int32 [2] = [seed, global step],
 * `learningRate` float32 [1]. Outputs: `loss` (mean cross-entropy of the batch) and `correct` (count), both of the
 * augmented images before the update; with label smoothing, class weights or a teacher also `objective`, what is
 * minimized instead: the mean over the batch of weight times smoothed cross-entropy, as in Keras; with a teacher
 * hardWeight times that plus softWeight times the mean distillationLoss. With `mixup` or `cutmix` the cross-entropies
 * are, image by image, that of its own label times its share plus that of its partner's times the rest, and `correct`
 * counts the label of the larger share.
 */
export function trainFunction(
  network: StepNetwork,
  optimizer: Optimizer,
  batch: number,
  kinds: readonly Augmentation[],
  options: StepOptions & StepTraining = {},
): StepFunction {
  const { model } = network;
  const { stage } = options;
  const weights = [
    ...(options.trained ?? model.trainableWeights.map((weight) => weight.read() as tf.Variable)),
  ];
  return {
    name: trainName(batch, stage),
    inputs: {
      ...batchInputs(network, batch),
      seed: { shape: [2], dtype: 'int32' },
      learningRate: { shape: [1], dtype: 'float32' },
    },
    run: ({ images, labels, seed, learningRate }) =>
      withStepSeed(seed as tf.Tensor1D, () => {
        const augmented = augment(images as tf.Tensor4D, kinds);
        const target = { labels: labels as tf.Tensor1D, mix: augmented.mix };
        const { teacher } = options;
        const taught = teacher
          ? (teacher.model.apply(augmented.images, { training: false }) as tf.Tensor2D)
          : null;
        let logits: tf.Tensor2D | undefined;
        const { value, grads } = tf.variableGrads(() => {
          logits = tf.keep(model.apply(augmented.images, { training: true }) as tf.Tensor2D);
          const hard = objective(target, logits, options);
          return teacher && taught ? withTeacher(hard, taught, logits, teacher) : hard;
        }, weights);
        const gradients = weights.map((weight) => grads[weight.name] ?? unused(weight));
        const { gradientClipping } = options;
        const clipped = gradientClipping ? clipGradients(gradients, gradientClipping) : gradients;
        optimizer.apply(clipped, learningRate!.reshape([]) as tf.Scalar);
        const correct = logits!.argMax(1).toInt().equal(mainLabels(target)).toFloat().sum();
        const outputs = isPlain(options)
          ? { loss: value, correct }
          : { loss: objective(target, logits!, {}), correct, objective: value };
        logits!.dispose();
        return outputs;
      }),
  };
}

/** What a batch is to learn: the label of each image, and of a mixed one also its partner's. */
interface Target {
  labels: tf.Tensor1D;
  mix: Augmented['mix'];
}

/** The mean over the batch; of a mixed image the losses of both labels, each by its share (Zhang et al. 2018). */
function objective({ labels, mix }: Target, logits: tf.Tensor2D, options: StepOptions): tf.Scalar {
  const own = lossOfEach(labels, logits, options);
  if (!mix) return own.mean();
  const others = lossOfEach(gatherRows(labels, mix.partner), logits, options);
  return tf.add(own.mul(mix.share), others.mul(tf.sub(1, mix.share))).mean();
}

function lossOfEach(
  labels: tf.Tensor1D,
  logits: tf.Tensor2D,
  { labelSmoothing, classWeights }: StepOptions,
): tf.Tensor {
  const losses = softmaxCrossEntropy(labels, logits, labelSmoothing);
  return classWeights ? losses.mul(gatherRows(tf.tensor1d([...classWeights]), labels)) : losses;
}

/** The label that has the larger share of each image, as Keras' CategoricalAccuracy takes it. */
function mainLabels({ labels, mix }: Target): tf.Tensor1D {
  if (!mix) return labels;
  return tf.where(tf.greaterEqual(mix.share, 0.5), labels, gatherRows(labels, mix.partner));
}

function withTeacher(hard: tf.Scalar, taught: tf.Tensor2D, logits: tf.Tensor2D, teacher: Teacher): tf.Scalar {
  const { temperature, hardWeight, softWeight } = teacher;
  const soft = distillationLoss(taught, logits, temperature).mean();
  return tf.add(tf.mul(hard, hardWeight), tf.mul(soft, softWeight));
}

function isPlain({ labelSmoothing = 0, classWeights, teacher }: StepOptions): boolean {
  return labelSmoothing === 0 && !classWeights && !teacher;
}

/**
 * The forward pass of a batch without training. Inputs: `images` uint8 [batch, S, S, 3] or their features, `labels`
 * int32 [batch].
 * Outputs: `losses` [batch], the cross-entropy of each image, and `logits` [batch, classes].
 */
export function evaluateFunction(network: StepNetwork, batch: number): StepFunction {
  const { model } = network;
  return {
    name: evaluateName(batch),
    inputs: batchInputs(network, batch),
    run: ({ images, labels }) => {
      const logits = model.apply(images!, { training: false }) as tf.Tensor2D;
      return { losses: softmaxCrossEntropy(labels as tf.Tensor1D, logits), logits };
    },
  };
}

export function trainName(batch: number, stage = 1): string {
  return stage === 1 ? `train-${batch}` : `train-${batch}-stage-${stage}`;
}

export function evaluateName(batch: number): string {
  return `evaluate-${batch}`;
}

function batchInputs({ imageSize, features }: StepNetwork, batch: number): StepFunction['inputs'] {
  return {
    images: features
      ? { shape: [batch, ...features], dtype: 'float32' }
      : { shape: [batch, imageSize, imageSize, 3], dtype: 'uint8' },
    labels: { shape: [batch], dtype: 'int32' },
  };
}

function unused(weight: tf.Variable): never {
  throw new TrainingPlanError(
    `The network's weight ${weight.name} takes no part in its output, so it cannot be trained.`,
    'Connect its layer to the output, or take it out of src/model.ts.',
  );
}
