import * as tf from '@tensorflow/tfjs';
import { dilate } from './dilate.js';
import { padOrCrop } from './pad-or-crop.js';

/** What `computeConv2DInfo` knows about a convolution, pooling or depthwise convolution. */
export type ConvInfo = tf.backend_util.Conv2DInfo;

/** Input and output gradient of a convolution laid over one another, so that a filter tap is a plain offset. */
export interface ShiftedViews {
  /** Input pixels in rows, float32 `[pixels + tail, inChannels]`; zeros where the convolution pads. */
  x: tf.Tensor2D;
  /** Output gradient at the pixel where the filter's first tap lies, float32 `[pixels, outChannels]`. */
  dy: tf.Tensor2D;
  /** `batch * paddedHeight * paddedWidth`. */
  pixels: number;
  /** By how many rows of `x` each filter tap is shifted, in the filter's order. */
  offsets: number[];
}

/**
 * Pads input and output gradient to one common height and width. Then `dy` row `i` meets `x` row
 * `i + offsets[tap]` for every tap, and a shift is one contiguous copy in place of a slow four-dimensional slice.
 * Rows of `dy` that belong to no output pixel are zero.
 *
 * @param x float32 `[batch, inHeight, inWidth, inChannels]`
 * @param dy float32 `[batch, outHeight, outWidth, outChannels]`
 */
export function shiftedViews(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): ShiftedViews {
  const { top, bottom, left, right } = info.padInfo;
  const dilated = dilate(dy, [info.strideHeight, info.strideWidth]);
  const height = Math.max(info.inHeight + top + bottom, dilated.shape[1]);
  const width = Math.max(info.inWidth + left + right, dilated.shape[2]);
  const pixels = info.batchSize * height * width;
  const offsets: number[] = [];
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      offsets.push(row * width + column);
    }
  }
  const padded = padOrCrop(x, [top, height - info.inHeight - top], [left, width - info.inWidth - left]);
  const tail = offsets[offsets.length - 1]!;
  const rows = padded.reshape([pixels, x.shape[3]]) as tf.Tensor2D;
  return {
    x:
      tail === 0
        ? rows
        : tf.pad(rows, [
            [0, tail],
            [0, 0],
          ]),
    dy: padOrCrop(dilated, [0, height - dilated.shape[1]], [0, width - dilated.shape[2]]).reshape([
      pixels,
      dy.shape[3],
    ]),
    pixels,
    offsets,
  };
}
