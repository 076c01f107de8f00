import * as tf from '@tensorflow/tfjs';
import { padOrCrop } from './pad-or-crop.js';

/**
 * Keeps every `stride`-th row and column, from the first on: what a 1x1 convolution with that stride reads.
 * Reshapes and two cheap slices, since the WASM `StridedSlice` walks single numbers.
 *
 * @param x float32 `[batch, height, width, channels]`
 * @param strides `[rows, columns]`, 1 or more
 * @returns float32 `[batch, ceil(height / rows), ceil(width / columns), channels]`
 */
export function subsample(x: tf.Tensor4D, [rows, columns]: [number, number]): tf.Tensor4D {
  if (rows === 1 && columns === 1) return tf.clone(x);
  const [batch, height, width, channels] = x.shape;
  const outHeight = Math.ceil(height / rows);
  const outWidth = Math.ceil(width / columns);
  return tf.tidy(() => {
    const whole = padOrCrop(x, [0, outHeight * rows - height], [0, outWidth * columns - width]);
    const rowLength = outWidth * columns * channels;
    const keptRows = tf.slice(whole.reshape([batch * outHeight, rows * rowLength]), [0, 0], [-1, rowLength]);
    const pixels = keptRows.reshape([batch * outHeight * outWidth, columns * channels]);
    const keptPixels = tf.slice(pixels as tf.Tensor2D, [0, 0], [-1, channels]);
    return keptPixels.reshape([batch, outHeight, outWidth, channels]);
  });
}
