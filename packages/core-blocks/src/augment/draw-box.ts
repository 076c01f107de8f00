import * as tf from '@tensorflow/tfjs';
import { drawBetween } from './draw-between.js';

/** A rectangle in each image of a batch, in pixels; float32 [batch] each, the far sides not included. */
export interface Box {
  left: tf.Tensor1D;
  right: tf.Tensor1D;
  top: tf.Tensor1D;
  bottom: tf.Tensor1D;
}

/**
 * A rectangle of the given size anywhere in the image, as Keras' RandomErasing and CutMix place theirs.
 * @param widthShare, heightShare of its sides in the image's, [batch], 0 to 1
 * @throws the engine's NoStepSeedError outside `withStepSeed`
 */
export function drawBox(
  [batch, height, width]: tf.Tensor4D['shape'],
  widthShare: tf.Tensor1D,
  heightShare: tf.Tensor1D,
): Box {
  const [left, right] = drawSides(batch, width, widthShare);
  const [top, bottom] = drawSides(batch, height, heightShare);
  return { left, right, top, bottom };
}

function drawSides(batch: number, length: number, share: tf.Tensor1D): [tf.Tensor1D, tf.Tensor1D] {
  const side = tf.mul(share, length) as tf.Tensor1D;
  const start = tf.mul(drawBetween(batch, 0, 1), tf.sub(length, side)) as tf.Tensor1D;
  return [start, tf.add(start, side)];
}

/** 1 at the pixels in the rectangle, else 0: float32 [batch, height, width, 1]. */
export function boxMask({ left, right, top, bottom }: Box, height: number, width: number): tf.Tensor4D {
  const x = tf.reshape(tf.range(0, width, 1, 'float32'), [1, 1, width, 1]);
  const y = tf.reshape(tf.range(0, height, 1, 'float32'), [1, height, 1, 1]);
  const inside = (at: tf.Tensor, from: tf.Tensor1D, to: tf.Tensor1D) => {
    const bound = (value: tf.Tensor1D) => tf.reshape(value, [-1, 1, 1, 1]);
    return tf.cast(tf.logicalAnd(tf.greaterEqual(at, bound(from)), tf.less(at, bound(to))), 'float32');
  };
  return tf.mul(inside(x, left, right), inside(y, top, bottom));
}
