import { withStepSeed } from '@teamnet/engine';
import { type Augmentation, mixesLabels } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { augment } from './augment.js';

/** An image as one step of a training would see it. */
export interface AugmentedCopy {
  /** uint8 [imageSize, imageSize, 3], RGB. */
  pixels: Uint8Array;
  /** Share of its own label, 0..1; below 1 after mixup or cutmix. */
  share: number;
  /** Which of the batch's images it was mixed with, whose label has the rest; null without mixing. */
  partner: number | null;
}

/**
 * What augmentation makes of one image in as many steps of a training, to be looked at.
 * @param batch uint8 images [imageSize, imageSize, 3]; the first is the one, the others are there to be mixed with
 * @param options.seed of the draws; the same seed gives the same copies
 */
export function augmentCopies(
  batch: readonly Uint8Array[],
  imageSize: number,
  augmentations: readonly Augmentation[],
  { copies, seed }: { copies: number; seed: number },
): AugmentedCopy[] {
  // Without mixing the others would be augmented for nothing.
  const used = mixesLabels(augmentations) ? batch : batch.slice(0, 1);
  const values = new Float32Array(used.length * imageSize * imageSize * 3);
  for (const [index, image] of used.entries()) values.set(image, index * image.length);
  const images = tf.tensor4d(values, [used.length, imageSize, imageSize, 3]);
  const drawn = Array.from({ length: copies }, (_, step) => draw(images, augmentations, seed, step));
  images.dispose();
  return drawn;
}

function draw(
  images: tf.Tensor4D,
  augmentations: readonly Augmentation[],
  seed: number,
  step: number,
): AugmentedCopy {
  tf.engine().startScope();
  try {
    const { images: changed, mix } = withStepSeed(tf.tensor1d([seed, step], 'int32'), () =>
      augment(images, augmentations),
    );
    const [first] = tf.unstack(changed);
    return {
      pixels: Uint8Array.from(Uint8ClampedArray.from(first!.dataSync())),
      share: mix ? mix.share.dataSync()[0]! : 1,
      partner: mix ? mix.partner.dataSync()[0]! : null,
    };
  } finally {
    tf.engine().endScope();
  }
}
