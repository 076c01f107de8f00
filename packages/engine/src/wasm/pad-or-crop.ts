import * as tf from '@tensorflow/tfjs';

/**
 * Adds rows and columns of zeros around images, or takes them away where a number is negative.
 *
 * @param x float32 `[batch, height, width, channels]`
 * @param rows pixels added `[above, below]`
 * @param columns pixels added `[left, right]`
 * @returns float32 `[batch, height + above + below, width + left + right, channels]`
 */
export function padOrCrop(x: tf.Tensor4D, rows: [number, number], columns: [number, number]): tf.Tensor4D {
  const [above, below] = rows;
  const [left, right] = columns;
  const grow = (pixels: number) => Math.max(0, pixels);
  const cut = (pixels: number) => Math.max(0, -pixels);
  return tf.tidy(() => {
    let image = x;
    if (Math.min(above, below, left, right) < 0) {
      const [batch, height, width, channels] = x.shape;
      image = tf.slice(
        image,
        [0, cut(above), cut(left), 0],
        [batch, height - cut(above) - cut(below), width - cut(left) - cut(right), channels],
      );
    }
    if (Math.max(above, below, left, right) <= 0) return image === x ? tf.clone(x) : image;
    return tf.pad(image, [
      [0, 0],
      [grow(above), grow(below)],
      [grow(left), grow(right)],
      [0, 0],
    ]);
  });
}
