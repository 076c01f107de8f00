import * as tf from '@tensorflow/tfjs';
import { correlateWithRotated } from './correlate-with-rotated.js';

/**
 * Gradient of a depthwise convolution for its input: a depthwise convolution of the dilated output gradient with the
 * rotated filter, summed over the outputs that one input channel feeds.
 *
 * Inputs `dy` float32 `[batch, outHeight, outWidth, inChannels * multiplier]` and `filter` float32
 * `[filterHeight, filterWidth, inChannels, multiplier]`; output float32 `[batch, inHeight, inWidth, inChannels]`.
 * Any stride, padding `same`, `valid` or explicit; tfjs asks for dilation rate 1 only.
 */
export const depthwiseBackpropInput: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dimRoundingMode, inputShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const dy = inputs.dy as tf.Tensor4D;
    const filter = inputs.filter as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      1,
      pad,
      dimRoundingMode,
      true,
    );
    const [filterHeight, filterWidth, inChannels, multiplier] = filter.shape;
    return tf.tidy(() => {
      const flat = filter.reshape([filterHeight, filterWidth, inChannels * multiplier, 1]) as tf.Tensor4D;
      const dx = correlateWithRotated(dy, flat, info, (x, rotated) =>
        tf.depthwiseConv2d(x, rotated, 1, 'valid'),
      );
      return multiplier === 1 ? dx : tf.sum(dx.reshape([-1, inChannels, multiplier]), 2).reshape(inputShape);
    });
  },
};
