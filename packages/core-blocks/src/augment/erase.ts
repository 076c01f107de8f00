import type { ResolvedAugmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { drawBetween } from './draw-between.js';
import { boxMask, drawBox } from './draw-box.js';
import { drawNormal } from './draw-normal.js';

/**
 * Replaces a rectangle of some images by noise (Zhong et al. 2020, "Random erasing data augmentation"), as Keras'
 * RandomErasing: normal numbers times 255, clipped to 0..255, so about half of them black.
 * @param images [batch, height, width, channels], float32, 0..255
 */
export function erase(
  images: tf.Tensor4D,
  { factor, scale: [least, most] }: Extract<ResolvedAugmentation, { name: 'erase' }>,
): tf.Tensor4D {
  const [batch, height, width] = images.shape;
  const share = () => tf.sqrt(drawBetween(batch, least, most));
  const box = drawBox(images.shape, share(), share());
  const probability = drawBetween(batch, 0, factor);
  const chosen = tf.cast(tf.less(drawBetween(batch, 0, 1), probability), 'float32');
  const noise = tf.clipByValue(tf.mul(drawNormal<tf.Rank.R4>(images.shape), 255), 0, 255);
  const erased = tf.mul(boxMask(box, height, width), tf.reshape(chosen, [-1, 1, 1, 1]));
  return tf.add(tf.mul(images, tf.sub(1, erased)), tf.mul(noise, erased));
}
