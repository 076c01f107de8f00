import { randomUniform } from '@teamnet/engine';
import type { ResolvedAugmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import * as affine from './affine.js';
import { drawBetween } from './draw-between.js';

/** The kinds that move pixels. */
export type Move = Extract<ResolvedAugmentation, { name: 'flip' | 'rotate' | 'zoom' | 'translate' }>;

/**
 * Moves the pixels of each image by all of the given transformations, drawn for each image and multiplied into one, so
 * that it is interpolated (bilinearly) only once; beyond its edges an image is reflected.
 * @param images [batch, height, width, channels], float32
 */
export function move(images: tf.Tensor4D, moves: readonly Move[]): tf.Tensor4D {
  if (moves.length === 0) return images;
  const [batch, height, width] = images.shape;
  const each = moves.map((kind) => draw(kind, batch, height, width));
  const rows = affine.toTransforms(each.reduce((first, second) => affine.compose(first, second)));
  return tf.image.transform(images, rows, 'bilinear', 'reflect');
}

function draw(kind: Move, batch: number, height: number, width: number): affine.Affine {
  switch (kind.name) {
    case 'flip':
      return affine.flip(tf.less(randomUniform([batch]), 0.5), width);
    case 'rotate': {
      const most = kind.factor * 2 * Math.PI;
      return affine.rotate(drawBetween(batch, -most, most), height, width);
    }
    case 'zoom':
      return affine.zoom(drawBetween(batch, 1 - kind.factor, 1 + kind.factor), height, width);
    case 'translate': {
      const down = drawBetween(batch, -kind.factor * height, kind.factor * height);
      const right = drawBetween(batch, -kind.factor * width, kind.factor * width);
      return affine.translate(right, down);
    }
  }
}
