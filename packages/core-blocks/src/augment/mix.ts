import { gatherRows } from '@teamnet/engine';
import type { ResolvedAugmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { drawBeta } from './draw-beta.js';
import { drawBetween } from './draw-between.js';
import { boxMask, drawBox } from './draw-box.js';
import { drawPermutation } from './draw-permutation.js';

/** The kinds that take something from another image of the batch. */
export type Mixing = Extract<ResolvedAugmentation, { name: 'mixup' | 'cutmix' }>;

/** Which image each image was mixed with, and how much is left of its own label. */
export interface Mix extends tf.TensorContainerObject {
  /** The other image's place in the batch, int32 [batch]; may be the image's own. */
  partner: tf.Tensor1D;
  /** Share of the own label, float32 [batch], 0..1; the partner's label has the rest. */
  share: tf.Tensor1D;
}

/** Images after mixing, and what it makes of their labels. */
export interface Mixed extends tf.TensorContainerObject {
  images: tf.Tensor4D;
  mix: Mix;
}

/** How much of itself each pixel keeps, and the label's share that follows. */
interface Kept {
  /** float32, broadcasts to the images. */
  pixels: tf.Tensor;
  share: tf.Tensor1D;
}

/**
 * Mixes each image with another one of the batch: `mixup` blends the two (Zhang et al. 2018, "mixup: beyond empirical
 * risk minimization"), `cutmix` pastes a rectangle (Yun et al. 2019, "CutMix"), as Keras' MixUp and CutMix do, with a
 * share from Beta(alpha, alpha) for each image. With both kinds each image gets one of them, chosen evenly.
 * @param images [batch, height, width, channels], float32
 */
export function mix(images: tf.Tensor4D, kinds: readonly [Mixing, ...Mixing[]]): Mixed {
  const partner = drawPermutation(images.shape[0]);
  const [first, second] = kinds.map((kind) =>
    kind.name === 'mixup' ? blend(images, kind.alpha) : paste(images, kind.alpha),
  );
  const { pixels, share } = second ? oneOf(images.shape[0], first!, second) : first!;
  const others = gatherRows(images, partner);
  const mixed: tf.Tensor4D = tf.add(tf.mul(images, pixels), tf.mul(others, tf.sub(1, pixels)));
  return { images: mixed, mix: { partner, share } };
}

function blend({ shape: [batch] }: tf.Tensor4D, alpha: number): Kept {
  const share = drawBeta(batch, alpha);
  return { pixels: tf.reshape(share, [-1, 1, 1, 1]), share };
}

function paste({ shape }: tf.Tensor4D, alpha: number): Kept {
  const [batch, height, width] = shape;
  const side = tf.sqrt(tf.sub(1, drawBeta(batch, alpha))) as tf.Tensor1D;
  const box = drawBox(shape, side, side);
  const area = tf.mul(tf.sub(box.right, box.left), tf.sub(box.bottom, box.top));
  const share = tf.sub(1, tf.div(area, height * width)) as tf.Tensor1D;
  return { pixels: tf.sub(1, boxMask(box, height, width)), share };
}

function oneOf(batch: number, first: Kept, second: Kept): Kept {
  const chosen = tf.cast(tf.less(drawBetween(batch, 0, 1), 0.5), 'float32') as tf.Tensor1D;
  const choose = (a: tf.Tensor, b: tf.Tensor, by: tf.Tensor) =>
    tf.add(tf.mul(a, by), tf.mul(b, tf.sub(1, by)));
  return {
    pixels: choose(first.pixels, second.pixels, tf.reshape(chosen, [-1, 1, 1, 1])),
    share: choose(first.share, second.share, chosen) as tf.Tensor1D,
  };
}
