import * as tf from '@tensorflow/tfjs';

/**
 * Undoes the shape of a stride: each pixel is followed by `stride - 1` rows and columns of zeros
 * (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4).
 *
 * @param dy float32 `[batch, height, width, channels]`
 * @param strides `[rows, columns]`, 1 or more
 * @returns float32 `[batch, height * rows, width * columns, channels]`
 */
export function dilate(dy: tf.Tensor4D, [rows, columns]: [number, number]): tf.Tensor4D {
  if (rows === 1 && columns === 1) return tf.clone(dy);
  const [batch, height, width, channels] = dy.shape;
  return tf.tidy(() => {
    const wide = tf.pad(dy.reshape([batch * height * width, 1, channels]), [
      [0, 0],
      [0, columns - 1],
      [0, 0],
    ]);
    const tall = tf.pad(wide.reshape([batch * height, 1, width * columns * channels]), [
      [0, 0],
      [0, rows - 1],
      [0, 0],
    ]);
    return tall.reshape([batch, height * rows, width * columns, channels]);
  });
}
