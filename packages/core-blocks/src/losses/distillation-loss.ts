import * as tf from '@tensorflow/tfjs';

/**
 * What a network still has to learn of its teacher's answers: for each image temperature² times the Kullback-Leibler
 * divergence from the teacher's softmax(logits / temperature) to the network's own. The square keeps the size of the
 * gradient the same at every temperature (Hinton et al. 2015, section 2). The same as Keras' KLDivergence in its example
 * "Knowledge Distillation" (https://keras.io/examples/vision/knowledge_distillation). No gradient goes to the teacher.
 *
 * @param teacherLogits float32 [batch, classes]
 * @param logits float32 [batch, classes]
 * @param temperature above 0
 * @returns float32 [batch], 0 where both say the same
 */
export function distillationLoss(
  teacherLogits: tf.Tensor2D,
  logits: tf.Tensor2D,
  temperature: number,
): tf.Tensor1D {
  const teacher: tf.Tensor2D = tf.logSoftmax(tf.div(teacherLogits, temperature));
  const own: tf.Tensor2D = tf.logSoftmax(tf.div(logits, temperature));
  const divergence = tf.sum(tf.mul(tf.exp(teacher), tf.sub(teacher, own)), 1);
  return tf.mul(divergence, temperature ** 2);
}
