import * as tf from '@tensorflow/tfjs';

/**
 * Runs `work` and disposes of all tensors that it made. Unlike `tf.tidy` it keeps none, and so need not search the
 * result for tensors, number by number.
 */
export function inScope<T>(work: () => T): T {
  tf.engine().startScope();
  try {
    return work();
  } finally {
    tf.engine().endScope();
  }
}
