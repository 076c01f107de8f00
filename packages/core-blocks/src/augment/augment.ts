import {
  AUGMENTATION_NAMES,
  type Augmentation,
  augmentationName,
  type ResolvedAugmentation,
  resolveAugmentation,
} from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { AugmentationUnknownError } from '../errors.js';
import { erase } from './erase.js';
import { type Mix, type Mixed, type Mixing, mix } from './mix.js';
import { type Move, move } from './move.js';
import { recolour } from './recolour.js';

/** Images after their random transformations. */
export interface Augmented {
  /** As they were given: [batch, height, width, channels], float32. */
  images: tf.Tensor4D;
  /** What mixup or cutmix made of the labels; null without them. */
  mix: Mix | null;
}

/**
 * Random transformations of training images, each image its own, drawn inside the step: the same seed and step give the
 * same images on every engine. First `flip`, `rotate`, `zoom` and `translate`, multiplied into one transformation so
 * that each image is interpolated only once, then `contrast`, `brightness`, `erase`, and last `mixup` or `cutmix` (with
 * both, each image gets one of them). The order of `augmentations` does not matter. Each does what Keras' layer of that
 * name does (https://keras.io/api/layers/preprocessing_layers/image_augmentation); a word has the strength that
 * `AUGMENTATION_DEFAULTS` says.
 *
 * @param images [batch, height, width, channels], float32, 0..255; the values stay in their range
 * @throws AugmentationUnknownError; the engine's NoStepSeedError outside `withStepSeed`
 */
export function augment(images: tf.Tensor4D, augmentations: readonly Augmentation[]): Augmented {
  const wanted = inOrder(augmentations);
  if (wanted.length === 0) return { images, mix: null };
  const moves = wanted.filter(isMove);
  const [mixing, ...others] = wanted.filter(isMixing);
  const augmented = tf.tidy<Mixed | { images: tf.Tensor4D }>(() => {
    let changed = move(images, moves);
    for (const kind of wanted)
      if (kind.name === 'contrast' || kind.name === 'brightness') changed = recolour(changed, kind);
      else if (kind.name === 'erase') changed = erase(changed, kind);
    return mixing ? mix(changed, [mixing, ...others]) : { images: changed };
  });
  return { mix: null, ...augmented };
}

/** Each kind once, in the order in which they are applied. */
function inOrder(augmentations: readonly Augmentation[]): ResolvedAugmentation[] {
  const unknown = augmentations.map(augmentationName).find((name) => !AUGMENTATION_NAMES.includes(name));
  if (unknown !== undefined) throw new AugmentationUnknownError(unknown, AUGMENTATION_NAMES);
  return AUGMENTATION_NAMES.flatMap((name) => {
    const given = augmentations.find((augmentation) => augmentationName(augmentation) === name);
    return given === undefined ? [] : [resolveAugmentation(given)];
  });
}

function isMove(kind: ResolvedAugmentation): kind is Move {
  return ['flip', 'rotate', 'zoom', 'translate'].includes(kind.name);
}

function isMixing(kind: ResolvedAugmentation): kind is Mixing {
  return kind.name === 'mixup' || kind.name === 'cutmix';
}
