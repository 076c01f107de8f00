import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';

/**
 * The cross-entropy of each example between its label and the softmax of its logits, computed from the logits so that
 * it neither over- nor underflows. Loss and gradient come from one kernel on native TensorFlow
 * (`SparseSoftmaxCrossEntropyWithLogits`).
 *
 * @param labels int32 `[batch]`, each from 0 to classes - 1
 * @param logits float32 `[batch, classes]`
 * @returns float32 `[batch]`, in nats
 */
export function softmaxCrossEntropy(labels: tf.Tensor1D, logits: tf.Tensor2D): tf.Tensor1D {
  const loss = tf.customGrad((...inputs) => {
    const [given, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const [perExample, gradient] = lossAndGradient(labels, given);
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
function lossAndGradient(labels: tf.Tensor1D, logits: tf.Tensor2D): [tf.Tensor1D, tf.Tensor2D] {
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
  const oneHot = tf.oneHot(labels, logits.shape[1]).toFloat();
  const logProbabilities = tf.logSoftmax(logits);
  return [
    tf.neg(tf.sum(tf.mul(oneHot, logProbabilities), 1)) as tf.Tensor1D,
    tf.sub(tf.exp(logProbabilities), oneHot) as tf.Tensor2D,
  ];
}
