import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';

let registered = false;

/**
 * Replaces tfjs' gradient of ReLU (a step function, then a product: two passes and a tensor more) by TensorFlow's
 * `ReluGrad` where the native backend is in use. `tf.relu` and `tf.layers.reLU` need no change. A second call does
 * nothing.
 */
export function registerReluGradient(): void {
  if (registered) return;
  registered = true;
  const shipped = tf.getGradient('Relu');
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    ...shipped,
    kernelName: 'Relu',
    gradFunc: (dy, saved, attributes) => {
      const native = nativeBackend();
      if (!native) return shipped.gradFunc(dy, saved, attributes);
      const features = saved[0]!;
      return {
        x: () =>
          native.executeSingleOutput(
            'ReluGrad',
            [{ name: 'T', type: native.binding.TF_ATTR_TYPE, value: native.binding.TF_FLOAT }],
            [dy as tf.Tensor, features],
          ),
      };
    },
  });
}
