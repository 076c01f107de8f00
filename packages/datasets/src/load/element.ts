import type * as tf from '@tensorflow/tfjs-core';
import { loadTensorflow } from '../decode/load-tensorflow.js';
import { LoadOptionError } from '../errors.js';
import type { AsDatasetOptions } from './as-dataset.js';
import type { LoadedExample } from './example-stream.js';
import type { SkipDecoding } from './skip-decoding.js';

type Batched = { batchSize: number };

type ImageOf<Options> = Options extends { decoders: { image: typeof SkipDecoding } }
  ? Options extends Batched
    ? Uint8Array[]
    : Uint8Array
  : Options extends Batched
    ? tf.Tensor4D
    : tf.Tensor3D;

type LabelOf<Options> = Options extends Batched ? tf.Tensor1D : tf.Scalar;

type IdOf<Options> = Options extends { readConfig: { addTfdsId: true } }
  ? { tfds_id: Options extends Batched ? string[] : string }
  : unknown;

/**
 * What a pass gives: `{ image, label }`, or `[image, label]` with `asSupervised`. Images int32 [height, width, 3] or
 * [batch, height, width, 3], 0..255, RGB; labels int32 [] or [batch]; encoded images as bytes.
 */
export type ElementOf<Options> = Options extends { asSupervised: true }
  ? [ImageOf<Options>, LabelOf<Options>]
  : { image: ImageOf<Options>; label: LabelOf<Options> } & IdOf<Options>;

/** One example as an element. */
export function toElement(example: LoadedExample, options: AsDatasetOptions): tf.TensorContainer {
  const { image, shape, label, id } = example;
  const { tf } = loadTensorflow();
  const picture = shape ? tf.tensor3d(image, shape, 'int32') : image;
  return assemble(picture, tf.scalar(label, 'int32'), id, options);
}

/** Several examples as one element. @throws LoadOptionError when their images have several sizes */
export function toBatch(examples: readonly LoadedExample[], options: AsDatasetOptions): tf.TensorContainer {
  const { tf } = loadTensorflow();
  const label = tf.tensor1d(
    examples.map((example) => example.label),
    'int32',
  );
  const ids = examples.map(({ id }) => id);
  const shape = examples[0]!.shape;
  if (!shape) return assemble([...examples.map(({ image }) => image)], label, ids, options);
  const images = new Uint8Array(examples.length * examples[0]!.image.length);
  for (const [i, example] of examples.entries()) {
    if (String(example.shape) !== String(shape)) throw ragged(examples[0]!, example);
    images.set(example.image, i * example.image.length);
  }
  return assemble(tf.tensor4d(images, [examples.length, ...shape], 'int32'), label, ids, options);
}

function assemble(
  image: tf.TensorContainer,
  label: tf.Tensor,
  id: string | string[],
  { asSupervised, readConfig }: AsDatasetOptions,
): tf.TensorContainer {
  if (asSupervised) return [image, label];
  return readConfig?.addTfdsId ? { image, label, tfds_id: id } : { image, label };
}

function ragged(first: LoadedExample, other: LoadedExample): LoadOptionError {
  const size = ({ id, shape }: LoadedExample) => `${id} has ${shape![1]} x ${shape![0]} pixels`;
  return new LoadOptionError(
    'batchSize',
    `images of several sizes make no batch: ${size(first)}, ${size(other)}.`,
    'Give imageSize too, or leave batchSize out and batch after resizing.',
  );
}
