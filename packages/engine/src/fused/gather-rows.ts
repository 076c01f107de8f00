import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';

/**
 * The entries of `values` at `indices` along the first dimension, as `tf.gather`, but also where the indices are
 * computed in a compiled step: tfjs-node's own reads them in JavaScript to check them. TensorFlow checks them itself.
 * Without a gradient.
 *
 * @param values [n, …], float32 or int32
 * @param indices int32 [m], each from 0 to n - 1
 * @returns [m, …]
 */
export function gatherRows<T extends tf.Tensor>(values: T, indices: tf.Tensor1D): T {
  const native = nativeBackend();
  if (!native) return tf.gather(values, indices) as T;
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_FLOAT, TF_INT32 } = native.binding;
  return tf.tidy(
    () =>
      native.executeSingleOutput(
        'GatherV2',
        [
          { name: 'batch_dims', type: TF_ATTR_INT, value: 0 },
          { name: 'Tparams', type: TF_ATTR_TYPE, value: values.dtype === 'int32' ? TF_INT32 : TF_FLOAT },
          { name: 'Tindices', type: TF_ATTR_TYPE, value: TF_INT32 },
          { name: 'Taxis', type: TF_ATTR_TYPE, value: TF_INT32 },
        ],
        [values, indices, tf.scalar(0, 'int32')],
      ) as T,
  );
}
