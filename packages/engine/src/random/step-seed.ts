import * as tf from '@tensorflow/tfjs';
import { NoStepSeedError } from '../errors.js';

let current: { seed: tf.Tensor1D; calls: number } | null = null;

/** Far apart, so that the streams of two calls do not meet for the seeds that people choose. */
const CALL_STRIDE = 1_000_003;

/**
 * Gives the random numbers drawn inside `run` (randomUniform) their seed: they depend on it and on the order of the
 * calls, and on nothing else, so that a step can be compiled, repeated and resumed.
 *
 * @param seed int32 `[2]`: the run's seed and the step's number
 */
export function withStepSeed<T>(seed: tf.Tensor1D, run: () => T): T {
  const outer = current;
  current = { seed, calls: 0 };
  try {
    return run();
  } finally {
    current = outer;
  }
}

/**
 * The seed of the next draw, int32 `[2]`.
 * @throws NoStepSeedError outside withStepSeed
 */
export function nextSeed(): tf.Tensor1D {
  if (!current) throw new NoStepSeedError();
  const { seed, calls } = current;
  current.calls++;
  return tf.add(seed, tf.tensor1d([calls * CALL_STRIDE, 0], 'int32'));
}
