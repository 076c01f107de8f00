import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';

/**
 * The kernel behind `tf.image.transform`, which tfjs-node lacks: TensorFlow's ImageProjectiveTransformV3.
 *
 * Inputs `image` float32 `[batch, height, width, channels]` and `transforms` float32 `[batch or 1, 8]`, which map output
 * pixels to input pixels.
 */
const transformKernel: tf.KernelConfig = {
  kernelName: tf.Transform,
  backendName: 'tensorflow',
  kernelFunc: (args) => {
    const { interpolation, fillMode, fillValue, outputShape } = args.attrs as unknown as tf.TransformAttrs;
    const { image, transforms } = args.inputs as Record<'image' | 'transforms', tf.Tensor4D>;
    const backend = args.backend as unknown as NodeJSKernelBackend;
    const { TF_ATTR_TYPE, TF_ATTR_STRING, TF_FLOAT } = backend.binding;
    const size = tf.tensor1d(outputShape ?? [image.shape[1], image.shape[2]], 'int32');
    const fill = tf.scalar(fillValue);
    const out = backend.executeSingleOutput(
      'ImageProjectiveTransformV3',
      [
        { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
        { name: 'interpolation', type: TF_ATTR_STRING, value: interpolation.toUpperCase() },
        { name: 'fill_mode', type: TF_ATTR_STRING, value: fillMode.toUpperCase() },
      ],
      [image, transforms, size, fill],
    );
    tf.dispose([size, fill]);
    return out;
  },
};

/** Gives the native backend the kernel of `tf.image.transform`. A second call does nothing. */
export function registerTransformKernel(): void {
  if (!tf.getKernel(tf.Transform, 'tensorflow')) tf.registerKernel(transformKernel);
}
