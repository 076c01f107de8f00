import * as tf from '@tensorflow/tfjs';
import { correlateWithRotated } from './correlate-with-rotated.js';
import { dilate } from './dilate.js';
import { padOrCrop } from './pad-or-crop.js';
import { requireChannelsLast } from './require-channels-last.js';

/**
 * Gradient of a convolution for its input, as a convolution of the dilated output gradient with the rotated filter
 * (Dumoulin and Visin 2016, section 4). Replaces the kernel that the WASM backend has, a plain loop over ten times slower.
 *
 * Inputs `dy` float32 `[batch, outHeight, outWidth, outChannels]` and `filter` float32
 * `[filterHeight, filterWidth, inChannels, outChannels]`; output float32 `[batch, inHeight, inWidth, inChannels]`.
 * Any stride, padding `same`, `valid` or explicit, `NHWC` only (throws WasmUnsupportedError).
 */
export const conv2dBackpropInput: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dataFormat, dimRoundingMode, inputShape } =
      attrs as unknown as tf.Conv2DBackpropInputAttrs;
    requireChannelsLast(tf.Conv2DBackpropInput, dataFormat);
    const dy = inputs.dy as tf.Tensor4D;
    const filter = inputs.filter as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    return tf.tidy(() => {
      const swapped = tf.transpose(filter, [0, 1, 3, 2]);
      if (info.filterHeight * info.filterWidth > 1) {
        return correlateWithRotated(dy, swapped, info, (x, rotated) => tf.conv2d(x, rotated, 1, 'valid'));
      }
      // A 1x1 filter first, its zeros after: the product then skips them.
      const spread = dilate(tf.conv2d(dy, swapped, 1, 'valid'), [info.strideHeight, info.strideWidth]);
      const { top, left } = info.padInfo;
      return padOrCrop(
        spread,
        [-top, info.inHeight + top - spread.shape[1]],
        [-left, info.inWidth + left - spread.shape[2]],
      );
    });
  },
};
