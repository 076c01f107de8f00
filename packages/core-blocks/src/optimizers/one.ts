import * as tf from '@tensorflow/tfjs';

/** A state variable of shape [] that starts at 1: a power of a decay rate before the first step. */
export function one(): tf.Variable {
  // A variable copies what it starts from, which the tidy disposes of.
  return tf.tidy(() => tf.variable(tf.scalar(1), false));
}
