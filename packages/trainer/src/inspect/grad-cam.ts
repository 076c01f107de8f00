import * as tf from '@tensorflow/tfjs';
import type { FeatureLayer } from './feature-layers.js';
import { withOutput } from './with-output.js';

/**
 * Grad-CAM (Selvaraju et al. 2017, "Grad-CAM: visual explanations from deep networks via gradient-based
 * localization"; Chollet, Deep Learning with Python, 2nd ed., section 9.4.3): how much each place of a layer's output
 * speaks for a class. Each channel is weighed by the mean gradient of the class's logit by it; of the sum only what is
 * above 0 counts, and the largest becomes 1.
 *
 * @param model logits [batch, classes] from images [batch, height, width, 3], 0..255; not trained by this
 * @param feature the layer, of which the result has the rows and columns; see gradCamLayer
 * @param images float32 [batch, height, width, 3], 0..255
 * @param classes for each image, of which class
 * @returns for each image [height * width] of the feature layer, row by row, 0..1; all 0 where nothing speaks for it
 */
export function gradCam(
  model: tf.LayersModel,
  { layer, shape: [height, width, channels] }: FeatureLayer,
  images: tf.Tensor4D,
  classes: readonly number[],
): Float32Array[] {
  const [batch] = images.shape;
  return tf.tidy(() => {
    let features: tf.Tensor | undefined;
    const score = (offset: tf.Tensor) =>
      withOutput(
        layer,
        (output) => {
          features = tf.keep(output.clone());
          return tf.add(output, offset);
        },
        () => {
          const logits = model.apply(images, { training: false }) as tf.Tensor2D;
          const chosen = tf.oneHot(tf.tensor1d([...classes], 'int32'), logits.shape[1]);
          return tf.sum(tf.mul(logits, chosen)) as tf.Scalar;
        },
      );
    const gradient = tf.grad(score)(tf.zeros([batch, height, width, channels]));
    const weights = tf.mean(gradient, [1, 2], true);
    const maps = tf.relu(tf.sum(tf.mul(features!, weights), 3));
    const largest = tf.max(maps, [1, 2], true);
    const values = tf.divNoNan(maps, largest).dataSync() as Float32Array;
    features!.dispose();
    return Array.from({ length: batch }, (_, index) =>
      values.slice(index * height * width, (index + 1) * height * width),
    ) as unknown as tf.TensorContainerArray;
  }) as unknown as Float32Array[];
}
