import { randomUniform } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';

/** Random numbers of a step, float32 [batch], uniform in [low, high). @throws the engine's NoStepSeedError */
export function drawBetween(batch: number, low: number, high: number): tf.Tensor1D {
  return tf.add(tf.mul(randomUniform([batch]) as tf.Tensor1D, high - low), low);
}
