import { randomUniform } from '@teamnet/engine';
import type { Augmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import * as affine from './affine.js';
import { AugmentationUnknownError } from './errors.js';

/** Book values: RandomRotation(0.1) is up to a tenth of a full turn either way, RandomZoom(0.2) up to 20 %. */
const rotation = 0.1;
const zoom = 0.2;

/** One random transformation a kind and image; the sizes are the images' height and width in pixels. */
const kinds: Record<Augmentation, (batch: number, height: number, width: number) => affine.Affine> = {
  flip: (batch, _, width) => affine.flip(tf.less(randomUniform([batch]), 0.5), width),
  rotate: (batch, height, width) =>
    affine.rotate(uniform(batch, -rotation * 2 * Math.PI, rotation * 2 * Math.PI), height, width),
  zoom: (batch, height, width) => affine.zoom(uniform(batch, 1 - zoom, 1 + zoom), height, width),
};

/**
 * Random transformations of training images, each image its own: `flip` (left to right, one in two), `rotate` (up
 * to 36 degrees either way), `zoom` (up to 20 % in or out). The same as Keras' RandomFlip("horizontal"),
 * RandomRotation(0.1) and RandomZoom(0.2) one after the other (https://keras.io/api/layers/preprocessing_layers),
 * but the three are multiplied into one transformation, so that each image is interpolated (bilinearly) only once;
 * beyond its edges an image is reflected. The order of `names` does not matter.
 *
 * @param images [batch, height, width, channels], float32, e.g. 0..255; the values stay in their range
 * @returns images of the same shape
 * @throws AugmentationUnknownError; the engine's NoStepSeedError outside `withStepSeed`
 */
export function augment(images: tf.Tensor4D, names: readonly Augmentation[]): tf.Tensor4D {
  const known = Object.keys(kinds) as Augmentation[];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new AugmentationUnknownError(unknown, known);
  const wanted = known.filter((name) => names.includes(name));
  if (wanted.length === 0) return images;
  const [batch, height, width] = images.shape;
  return tf.tidy(() => {
    const each = wanted.map((name) => kinds[name](batch, height, width));
    const rows = affine.toTransforms(each.reduce((first, second) => affine.compose(first, second)));
    return tf.image.transform(images, rows, 'bilinear', 'reflect');
  });
}

function uniform(batch: number, low: number, high: number): tf.Tensor1D {
  return tf.add(tf.mul(randomUniform([batch]) as tf.Tensor1D, high - low), low);
}
