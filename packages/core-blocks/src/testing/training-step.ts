import { type StepFunction, softmaxCrossEntropy, withStepSeed } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from '../optimizers/optimizer.js';

/**
 * A step `train` that minimizes the mean cross-entropy of a batch, as the trainer puts it together.
 * @param prepare what happens to the images before the network sees them
 */
export function trainingStep(
  model: tf.LayersModel,
  trainable: tf.Variable[],
  optimizer: Optimizer,
  { batch, size }: { batch: number; size: number },
  prepare: (images: tf.Tensor4D) => tf.Tensor4D = (images) => images,
): StepFunction {
  return {
    name: 'train',
    inputs: {
      images: { shape: [batch, size, size, 3], dtype: 'uint8' },
      labels: { shape: [batch], dtype: 'int32' },
      seed: { shape: [2], dtype: 'int32' },
      learningRate: { shape: [], dtype: 'float32' },
    },
    run: ({ images, labels, seed, learningRate }) =>
      withStepSeed(seed as tf.Tensor1D, () => {
        const prepared = prepare(images as tf.Tensor4D);
        const { value, grads } = tf.variableGrads(() => {
          const logits = model.apply(prepared, { training: true }) as tf.Tensor2D;
          return tf.mean(softmaxCrossEntropy(labels as tf.Tensor1D, logits));
        }, trainable);
        const gradients = trainable.map(({ name }) => grads[name]!);
        optimizer.apply(gradients, learningRate as tf.Scalar);
        return { loss: value };
      }),
  };
}
