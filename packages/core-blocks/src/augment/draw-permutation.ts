import { randomUniform } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';

/** The numbers 0 to batch - 1 in a random order of the step, int32 [batch]. @throws the engine's NoStepSeedError */
export function drawPermutation(batch: number): tf.Tensor1D {
  return tf.tidy(() => tf.topk(randomUniform([batch]), batch).indices as tf.Tensor1D);
}
