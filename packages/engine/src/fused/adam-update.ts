import * as tf from '@tensorflow/tfjs';
import { currentRecorder } from '../compile/recorder.js';
import { nativeBackend } from '../native-backend.js';

/** A weight with Adam's two moving averages, all of one shape, float32. */
export interface AdamState {
  variable: tf.Variable;
  /** Moving average of the gradient. */
  m: tf.Variable;
  /** Moving average of the squared gradient. */
  v: tf.Variable;
}

/** What is the same for all weights of a step. */
export interface AdamStep {
  learningRate: tf.Scalar;
  /** beta1 to the power of the step's number, which counts from 1. */
  beta1Power: tf.Scalar;
  /** beta2 to the power of the step's number, which counts from 1. */
  beta2Power: tf.Scalar;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/**
 * One step of Adam (Kingma & Ba 2015) in the form of TensorFlow and Keras, where epsilon stands outside the root of the
 * corrected average: `variable -= learningRate * sqrt(1 - beta2Power) / (1 - beta1Power) * m / (sqrt(v) + epsilon)`.
 * A compiled step does it in one pass over the weights (`ResourceApplyAdam`).
 *
 * @param gradient float32, of the variable's shape
 */
export function adamUpdate(state: AdamState, gradient: tf.Tensor, step: AdamStep): void {
  const recorder = currentRecorder();
  const native = nativeBackend();
  if (!recorder || !native) {
    composed(state, gradient, step);
    return;
  }
  const { TF_ATTR_TYPE, TF_FLOAT } = native.binding;
  const { learningRate, beta1Power, beta2Power, beta1, beta2, epsilon } = step;
  recorder.recordUpdate(
    'ResourceApplyAdam',
    [{ name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT }],
    [state.variable, state.m, state.v],
    [beta1Power, beta2Power, learningRate, tf.scalar(beta1), tf.scalar(beta2), tf.scalar(epsilon), gradient],
    () => composed(state, gradient, step),
  );
}

function composed({ variable, m, v }: AdamState, gradient: tf.Tensor, step: AdamStep): void {
  tf.tidy(() => {
    const { learningRate, beta1Power, beta2Power, beta1, beta2, epsilon } = step;
    const rate = tf.mul(learningRate, tf.div(tf.sqrt(tf.sub(1, beta2Power)), tf.sub(1, beta1Power)));
    m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1)));
    v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2)));
    variable.assign(tf.sub(variable, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon))));
  });
}
