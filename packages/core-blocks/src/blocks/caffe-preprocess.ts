import * as tf from '@tensorflow/tfjs';
import { apply } from './apply.js';

/** Mean of ImageNet's pixels in each channel, and the channel's place in RGB; in the order that Caffe had them. */
const planes = [
  { color: 'blue', place: 2, mean: 103.939 },
  { color: 'green', place: 1, mean: 116.779 },
  { color: 'red', place: 0, mean: 123.68 },
];

/**
 * Preprocessing of the networks that were trained with Caffe, as `keras.applications.vgg16.preprocess_input` does it:
 * red, green, blue become blue, green, red, less the mean of ImageNet's pixels; not scaled. Made of cropping and
 * rescaling layers, so that a saved model loads everywhere.
 *
 * Raw pixels [batch, height, width, 3] 0..255 → the same shape, float32.
 */
export function caffePreprocess(x: tf.SymbolicTensor): tf.SymbolicTensor {
  const centered = planes.map(({ color, place, mean }) => {
    // Read as channels-first, the last axis is a width, which can be cropped to one channel.
    const crop = tf.layers.cropping2D({
      name: `${color}_plane`,
      dataFormat: 'channelsFirst',
      cropping: [
        [0, 0],
        [place, 2 - place],
      ],
    });
    return apply(tf.layers.rescaling({ name: `${color}_centered`, scale: 1, offset: -mean }), apply(crop, x));
  });
  return apply(tf.layers.concatenate({ name: 'bgr', axis: 3 }), centered);
}
