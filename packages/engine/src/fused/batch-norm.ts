import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { nativeBackend } from '../native-backend.js';

/** A normalized batch and the statistics that it was normalized with. */
export interface BatchNormResult {
  /** float32 `[batch, height, width, channels]` */
  y: tf.Tensor4D;
  /** float32 `[channels]`; no gradient flows through it */
  mean: tf.Tensor1D;
  /** float32 `[channels]`, of the population (divided by n), as Keras keeps it; no gradient flows through it */
  variance: tf.Tensor1D;
}

/**
 * Batch normalization in training (Ioffe & Szegedy 2015): `gamma * (x - mean) / sqrt(variance + epsilon) + beta` with
 * the batch's own statistics. One kernel forward and one backward on native TensorFlow (`FusedBatchNormV3`), where tfjs
 * composes some twenty.
 *
 * @param x float32 `[batch, height, width, channels]`
 * @param gamma float32 `[channels]`
 * @param beta float32 `[channels]`
 * @param epsilon Keras: 0.001
 */
export function fusedBatchNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): BatchNormResult {
  const native = nativeBackend();
  return native ? onNative(native, x, gamma, beta, epsilon) : composed(x, gamma, beta, epsilon);
}

function composed(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): BatchNormResult {
  const { mean, variance } = tf.moments(x, [0, 1, 2]) as { mean: tf.Tensor1D; variance: tf.Tensor1D };
  return { y: tf.batchNorm4d(x, mean, variance, beta, gamma, epsilon), mean, variance };
}

function onNative(
  native: NodeJSKernelBackend,
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): BatchNormResult {
  const { TF_ATTR_TYPE, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_STRING, TF_FLOAT } = native.binding;
  const attributes = [
    { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'U', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'epsilon', type: TF_ATTR_FLOAT, value: epsilon },
    { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: TF_ATTR_BOOL, value: true },
  ];
  // Kept past the tidy that tfjs puts around a custom gradient, whose only result may be y.
  let statistics: [tf.Tensor, tf.Tensor] | undefined;
  const normalize = tf.customGrad((...inputs) => {
    const [images, scale, offset, save] = inputs as unknown as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.GradSaveFunc,
    ];
    // Empty running statistics: they are the layer's affair, and an input of inference only.
    const none = tf.tensor1d([], 'float32');
    const [y, mean, variance, ...reserve] = native.executeMultipleOutputs(
      'FusedBatchNormV3',
      attributes,
      [images, scale, offset, none, none],
      6,
    );
    statistics = [tf.keep(mean!), tf.keep(variance!)];
    save([images, scale, reserve[0]!, reserve[1]!, reserve[2]!]);
    return {
      value: y!,
      gradFunc: (dy, saved) => {
        const [savedImages, savedScale, ...savedReserve] = saved as unknown as tf.Tensor[];
        return native
          .executeMultipleOutputs(
            'FusedBatchNormGradV3',
            attributes,
            [dy as tf.Tensor, savedImages!, savedScale!, ...savedReserve],
            5,
          )
          .slice(0, 3);
      },
    };
  });
  const y = normalize(x, gamma, beta) as tf.Tensor4D;
  const [mean, variance] = statistics!;
  const count = x.size / x.shape[3];
  const result = {
    y,
    mean: tf.clone(mean) as tf.Tensor1D,
    // The kernel divides by n - 1 (Bessel's correction), Keras by n.
    variance: (count > 1 ? tf.mul(variance, (count - 1) / count) : tf.clone(variance)) as tf.Tensor1D,
  };
  tf.dispose([mean, variance]);
  return result;
}
