import type { ResolvedAugmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { drawBetween } from './draw-between.js';

/** The kinds that change colours alone. */
export type Recolouring = Extract<ResolvedAugmentation, { name: 'contrast' | 'brightness' }>;

/**
 * Changes the colours of each image by a number of its own and clips them to 0..255, as Keras' RandomContrast and
 * RandomBrightness (https://keras.io/api/layers/preprocessing_layers).
 * @param images [batch, height, width, channels], float32, 0..255
 */
export function recolour(images: tf.Tensor4D, { name, factor }: Recolouring): tf.Tensor4D {
  const draw = (low: number, high: number) =>
    tf.reshape(drawBetween(images.shape[0], low, high), [-1, 1, 1, 1]);
  const changed =
    name === 'contrast'
      ? contrast(images, draw(1 - factor, 1 + factor))
      : tf.add(images, draw(-255 * factor, 255 * factor));
  return tf.clipByValue(changed, 0, 255) as tf.Tensor4D;
}

/** Spreads the values about each channel's mean over the image. */
function contrast(images: tf.Tensor4D, times: tf.Tensor): tf.Tensor {
  const mean = tf.mean(images, [1, 2], true);
  return tf.add(tf.mul(tf.sub(images, mean), times), mean);
}
