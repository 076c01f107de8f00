import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';

/**
 * The cross-entropy of each example between its label and the softmax of its logits, computed from the logits so that
 * it neither over- nor underflows. Loss and gradient come from one kernel on native TensorFlow
 * (`SparseSoftmaxCrossEntropyWithLogits`, with smoothing `SoftmaxCrossEntropyWithLogits`).
 *
 * @param labels int32 `[batch]`, each from 0 to classes - 1
 * @param logits float32 `[batch, classes]`
 * @param smoothing 0 to below 1: the label's target is `1 - smoothing + smoothing / classes` and that of each other
 *   `smoothing / classes` (Szegedy et al. 2015), as in Keras' CategoricalCrossentropy
 *   (https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class)
 * @returns float32 `[batch]`, in nats
 */
export function softmaxCrossEntropy(labels: tf.Tensor1D, logits: tf.Tensor2D, smoothing = 0): tf.Tensor1D {
  const loss = tf.customGrad((...inputs) => {
    const [given, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const [perExample, gradient] = smoothing === 0 ? sparse(labels, given) : smooth(labels, given, smoothing);
    save([gradient]);
    return {
      value: perExample,
      gradFunc: (dy, saved) =>
        tf.mul(tf.expandDims(dy as tf.Tensor1D, 1), (saved as unknown as tf.Tensor[])[0]!),
    };
  });
  return loss(logits) as tf.Tensor1D;
}

/** The loss `[batch]`, and its derivative by each logit `[batch, classes]`: softmax minus one-hot. */
function sparse(labels: tf.Tensor1D, logits: tf.Tensor2D): [tf.Tensor1D, tf.Tensor2D] {
  const native = nativeBackend();
  if (native) {
    const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = native.binding;
    return native.executeMultipleOutputs(
      'SparseSoftmaxCrossEntropyWithLogits',
      [
        { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
        { name: 'Tlabels', type: TF_ATTR_TYPE, value: TF_INT32 },
      ],
      [logits, labels],
      2,
    ) as [tf.Tensor1D, tf.Tensor2D];
  }
  return composed(tf.oneHot(labels, logits.shape[1]).toFloat() as tf.Tensor2D, logits);
}

/** The same for smoothed labels: softmax minus targets. */
function smooth(labels: tf.Tensor1D, logits: tf.Tensor2D, smoothing: number): [tf.Tensor1D, tf.Tensor2D] {
  const classes = logits.shape[1];
  const oneHot = tf.oneHot(labels, classes).toFloat();
  const targets: tf.Tensor2D = tf.add(tf.mul(oneHot, 1 - smoothing), smoothing / classes);
  const native = nativeBackend();
  if (!native) return composed(targets, logits);
  const { TF_ATTR_TYPE, TF_FLOAT } = native.binding;
  return native.executeMultipleOutputs(
    'SoftmaxCrossEntropyWithLogits',
    [{ name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT }],
    [logits, targets],
    2,
  ) as [tf.Tensor1D, tf.Tensor2D];
}

/** Targets float32 `[batch, classes]`, each row of sum 1. */
function composed(targets: tf.Tensor2D, logits: tf.Tensor2D): [tf.Tensor1D, tf.Tensor2D] {
  const logProbabilities = tf.logSoftmax(logits);
  return [
    tf.neg(tf.sum(tf.mul(targets, logProbabilities), 1)) as tf.Tensor1D,
    tf.sub(tf.exp(logProbabilities), targets) as tf.Tensor2D,
  ];
}
