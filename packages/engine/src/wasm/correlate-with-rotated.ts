import * as tf from '@tensorflow/tfjs';
import { dilate } from './dilate.js';
import { padOrCrop } from './pad-or-crop.js';

/**
 * What the input gradients of the plain and the depthwise convolution share: dilates and pads the output gradient, turns
 * the filter by 180 degrees and hands both to a `valid` convolution of stride 1.
 *
 * @param dy float32 `[batch, outHeight, outWidth, channels]`
 * @param filter float32 `[filterHeight, filterWidth, …]`
 * @param info the forward convolution
 * @param convolve the `valid` convolution of stride 1 to use
 * @returns float32 `[batch, inHeight, inWidth, …]`
 */
export function correlateWithRotated(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
  convolve: (x: tf.Tensor4D, rotated: tf.Tensor4D) => tf.Tensor4D,
): tf.Tensor4D {
  const dilated = dilate(dy, [info.strideHeight, info.strideWidth]);
  const above = info.filterHeight - 1 - info.padInfo.top;
  const left = info.filterWidth - 1 - info.padInfo.left;
  const below = info.inHeight + info.filterHeight - 1 - above - dilated.shape[1];
  const right = info.inWidth + info.filterWidth - 1 - left - dilated.shape[2];
  return convolve(padOrCrop(dilated, [above, below], [left, right]), tf.reverse(filter, [0, 1]));
}
