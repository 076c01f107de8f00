import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';

let registered = false;

/**
 * Replaces tfjs' gradients of ReLU and ReLU6 (a step function or two, then a product: passes and tensors more) by
 * TensorFlow's `ReluGrad` and `Relu6Grad` where the native backend is in use. `tf.relu`, `tf.relu6` and
 * `tf.layers.reLU` need no change. A second call does nothing.
 */
export function registerReluGradient(): void {
  if (registered) return;
  registered = true;
  register('Relu', 'ReluGrad');
  register('Relu6', 'Relu6Grad');
}

function register(kernelName: string, gradient: string): void {
  const shipped = tf.getGradient(kernelName);
  tf.unregisterGradient(kernelName);
  tf.registerGradient({
    ...shipped,
    kernelName,
    gradFunc: (dy, saved, attributes) => {
      const native = nativeBackend();
      if (!native) return shipped.gradFunc(dy, saved, attributes);
      const features = saved[0]!;
      return {
        x: () =>
          native.executeSingleOutput(
            gradient,
            [{ name: 'T', type: native.binding.TF_ATTR_TYPE, value: native.binding.TF_FLOAT }],
            [dy as tf.Tensor, features],
          ),
      };
    },
  });
}
