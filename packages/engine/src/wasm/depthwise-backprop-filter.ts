import * as tf from '@tensorflow/tfjs';
import { shiftedViews } from './shifted-views.js';
import { sumLeadingAxes } from './sum-leading-axes.js';

/**
 * Gradient of a depthwise convolution for its filter: for each filter tap the sum over all pixels of shifted input times
 * output gradient.
 *
 * Inputs `x` float32 `[batch, inHeight, inWidth, inChannels]` and `dy` float32
 * `[batch, outHeight, outWidth, inChannels * multiplier]`; output float32
 * `[filterHeight, filterWidth, inChannels, multiplier]`. Any stride, padding `same`, `valid` or explicit; tfjs asks for
 * dilation rate 1 only.
 */
export const depthwiseBackpropFilter: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dimRoundingMode, filterShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const x = inputs.x as tf.Tensor4D;
    const dy = inputs.dy as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      true,
    );
    const multiplier = filterShape[3];
    return tf.tidy(() => {
      const views = shiftedViews(repeatChannels(x, multiplier), dy, info);
      const channels = info.outChannels;
      const flatX = views.x.flatten();
      const flatDy = views.dy.flatten();
      const imageShape = [info.batchSize, views.pixels / info.batchSize, channels];
      const taps = views.offsets.map((offset) =>
        tf.tidy(() => {
          const shifted = tf.slice(flatX, offset * channels, views.pixels * channels);
          return sumLeadingAxes(tf.mul(shifted, flatDy).reshape(imageShape), 2);
        }),
      );
      return tf.stack(taps).reshape(filterShape);
    });
  },
};

/** `[…, channels]` to `[…, channels * times]`, each channel `times` times in a row, as the outputs lie. */
function repeatChannels(x: tf.Tensor4D, times: number): tf.Tensor4D {
  if (times === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const repeated = tf.tile(x.reshape([batch * height * width, channels, 1]), [1, 1, times]);
  return repeated.reshape([batch, height, width, channels * times]);
}
